import assert from "node:assert/strict";
import { test } from "node:test";
import { expand, serverCommand, startFailure } from "../src/command";

const places = { home: "/home/ada", folder: "/drafts" };

test("the default is the program on PATH, with `lsp` before the user's arguments", () => {
  const command = serverCommand({ path: "factlint", args: ["--as-of=2026-01-31"] }, places);
  assert.deepEqual(command, { program: "factlint", args: ["lsp", "--as-of=2026-01-31"] });
});

test("an empty path is the default", () => {
  assert.equal(serverCommand({ path: "  ", args: [] }, places).program, "factlint");
});

test("a path may begin with the home or the folder, and only begin", () => {
  assert.equal(expand("~/bin/factlint", places), "/home/ada/bin/factlint");
  assert.equal(expand("${workspaceFolder}/bin/factlint", places), "/drafts/bin/factlint");
  assert.equal(expand("/opt/~/factlint", places), "/opt/~/factlint");
  assert.equal(expand("~ada/factlint", places), "~ada/factlint");
});

test("without a folder the variable stays", () => {
  assert.equal(expand("${workspaceFolder}/f", { home: "/h", folder: undefined }), "${workspaceFolder}/f");
});

test("a failure names the program, the reason and the setting", () => {
  const message = startFailure("/opt/factlint", new Error("spawn /opt/factlint ENOENT"));
  for (const part of ["/opt/factlint lsp", "ENOENT", "factlint.path"]) {
    assert.ok(message.includes(part), message);
  }
  assert.ok(startFailure("f", "gone").includes("gone"));
});
