import assert from "node:assert/strict";
import { test } from "node:test";
import { dayStates, lastDays } from "../../pwa/src/core/days.ts";
import type { Headache, Reading } from "../../pwa/src/core/records.ts";
import { exampleEntries } from "../../pwa/src/core/example.ts";

const LEVELS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const NOW = Date.UTC(2026, 10, 22, 12);

test("the example is the same for everyone who opens it at the same time", () => {
  assert.deepEqual(exampleEntries(NOW, 60), exampleEntries(NOW, 60));
});

test("it spans six months, up to now and never past it", () => {
  const entries = exampleEntries(NOW, 60);
  assert.ok(entries.every((entry) => entry.at <= NOW && ((entry as Headache).ended_at ?? 0) <= NOW));
  const first = Math.min(...entries.map(({ at }) => at));
  assert.ok(NOW - first > 175 * 86_400_000);
});

test("every entry has an id of its own, and every level names a headache of the example", () => {
  const entries = exampleEntries(NOW, -300).filter(({ kind }) => kind !== "settings");
  assert.equal(new Set(entries.map(({ id }) => id)).size, entries.length);
  assert.ok(entries.every(({ id }) => /^[\w-]{22}$/.test(id)));
  const headaches = new Set(entries.filter(({ kind }) => kind === "headache").map(({ id }) => id));
  assert.ok(entries.filter(({ kind }) => kind === "reading").every((entry) => headaches.has((entry as Reading).headache)));
});

test("it shows all three sorts of day, and levels of pain from 0 to 10", () => {
  const entries = exampleEntries(NOW, 0);
  const states = new Set(dayStates(lastDays("2026-11-22", 28), entries, NOW).map(({ state }) => state));
  assert.deepEqual([...states].sort(), ["clear", "headache", "unknown"]);
  assert.ok(entries.every((entry) => entry.kind !== "reading" || LEVELS.includes((entry as Reading).pain)));
});
