// What program to start, from the settings. Knows nothing of the editor, so that it can be tested without one.

/** The settings that say what to start. */
export interface Settings {
  readonly path: string;
  readonly args: readonly string[];
}

/** Where a path may begin. */
export interface Places {
  readonly home: string;
  readonly folder: string | undefined;
}

/** A program and its arguments. */
export interface Command {
  readonly program: string;
  readonly args: string[];
}

/** The server's command line. An empty path is the default: an empty setting is how people take theirs back. */
export function serverCommand(settings: Settings, places: Places): Command {
  const path = settings.path.trim();
  return { program: path === "" ? "factlint" : expand(path, places), args: ["lsp", ...settings.args] };
}

/** `~` and `${workspaceFolder}` at the beginning of a path. Without a folder the path stays as it is, and the message shows it. */
export function expand(path: string, places: Places): string {
  const variable = "${workspaceFolder}";
  if (path === "~" || path.startsWith("~/") || path.startsWith("~\\")) {
    return places.home + path.slice(1);
  }
  if (places.folder !== undefined && path.startsWith(variable)) {
    return places.folder + path.slice(variable.length);
  }
  return path;
}

/** What to tell when the server does not start. */
export function startFailure(program: string, error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  return `factlint: cannot run \`${program} lsp\`: ${reason}. Install factlint, or set \`factlint.path\`.`;
}
