import assert from "node:assert/strict";
import { test } from "node:test";
import { count, status } from "../src/status";

test("only factlint's own diagnostics are counted", () => {
  const own = (severity: number) => ({ source: "factlint", severity });
  const found = [own(0), own(0), own(1), own(2), own(3), { source: "spelling", severity: 0 }, { severity: 0 }];
  assert.deepEqual(count(found), { errors: 2, warnings: 1, notes: 2 });
});

test("what is not there is not shown, and one is one", () => {
  const shown = status("running", { errors: 1, warnings: 0, notes: 2 });
  assert.equal(shown.text, "factlint $(error) 1 $(info) 2");
  assert.equal(shown.tooltip, "factlint: 1 error, 2 notes");
  assert.equal(shown.failed, false);
});

test("a document without a deviation, and no document at all", () => {
  assert.equal(status("running", { errors: 0, warnings: 0, notes: 0 }).text, "$(check) factlint");
  assert.equal(status("running", undefined).text, "factlint");
});

test("a server that is not running shows no counts", () => {
  const counts = { errors: 1, warnings: 0, notes: 0 };
  assert.equal(status("stopped", counts).failed, true);
  assert.ok(!status("stopped", counts).text.includes("1"));
  assert.ok(!status("starting", counts).text.includes("1"));
});
