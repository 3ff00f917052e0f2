// What the status bar says. Knows nothing of the editor, so that it can be tested without one.

/** How the server is. */
export type State = "starting" | "running" | "stopped";

/** What was found in a document, by severity. */
export interface Counts {
  readonly errors: number;
  readonly warnings: number;
  readonly notes: number;
}

/** A diagnostic, as far as it is counted: 0 is an error, 1 a warning, what is above a note. */
export interface Found {
  readonly source?: string | undefined;
  readonly severity: number;
}

/** What the status bar shows. */
export interface Status {
  readonly text: string;
  readonly tooltip: string;
  readonly failed: boolean;
}

/** Counts the diagnostics that are factlint's own. */
export function count(diagnostics: readonly Found[]): Counts {
  const own = diagnostics.filter((found) => found.source === "factlint");
  const of = (wanted: (severity: number) => boolean): number => own.filter((found) => wanted(found.severity)).length;
  return { errors: of((severity) => severity === 0), warnings: of((severity) => severity === 1), notes: of((severity) => severity > 1) };
}

/** The status for a state and what was found in the document in front; `undefined` where none is open. */
export function status(state: State, counts: Counts | undefined): Status {
  switch (state) {
    case "starting":
      return { text: "$(sync~spin) factlint", tooltip: "factlint is starting", failed: false };
    case "stopped":
      return { text: "$(error) factlint", tooltip: "factlint is not running; click for its output", failed: true };
    case "running":
      return running(counts);
  }
}

function running(counts: Counts | undefined): Status {
  if (counts === undefined) {
    return { text: "factlint", tooltip: "factlint is running", failed: false };
  }
  const parts = [
    { icon: "error", number: counts.errors, word: "error" },
    { icon: "warning", number: counts.warnings, word: "warning" },
    { icon: "info", number: counts.notes, word: "note" },
  ].filter((part) => part.number > 0);
  if (parts.length === 0) {
    return { text: "$(check) factlint", tooltip: "factlint: no deviation found", failed: false };
  }
  const text = parts.map((part) => `$(${part.icon}) ${part.number}`).join(" ");
  const tooltip = parts.map((part) => `${part.number} ${part.word}${part.number === 1 ? "" : "s"}`).join(", ");
  return { text: `factlint ${text}`, tooltip: `factlint: ${tooltip}`, failed: false };
}
