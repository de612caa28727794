import assert from "node:assert/strict";
import { test } from "node:test";
import { lately } from "../../pwa/src/core/lately.ts";
import type { PlayedStep, Session } from "../../pwa/src/core/records.ts";

const step = (fields: Partial<PlayedStep> = {}): PlayedStep => ({ step: "s", side: "both", seconds: 60, level: 3, places: ["temple"], outcome: "done", ...fields });
const session = (fields: Partial<Session> = {}): Session => ({
  id: "s", kind: "session", v: 1, at: 0, offset: 0, on_day: "2026-11-20", edited_at: 0, routine: "gentle", content_version: "1",
  ended_at: 0, outcome: "finished", steps: [step()], ...fields,
});

test("rounds are summed by routine, the most played first", () => {
  const found = lately([session({ routine: "desk-break" }), session(), session({ steps: [step({ level: 4 }), step({ level: 2 })] })], "2026-11-01");
  assert.deepEqual(found.map(({ routine, rounds, seconds, strongest }) => [routine, rounds, seconds, strongest]), [["gentle", 2, 180, 4], ["desk-break", 1, 60, 3]]);
});

test("the first day counts, the day before does not", () => {
  assert.equal(lately([session({ on_day: "2026-11-01" }), session({ on_day: "2026-10-31" })], "2026-11-01")[0]?.rounds, 1);
});

test("a round in which nothing was held is no round, and a skipped step presses nothing", () => {
  assert.deepEqual(lately([session({ steps: [step({ outcome: "skipped", seconds: 0 })] })], "2026-11-01"), []);
  assert.equal(lately([session({ steps: [step(), step({ outcome: "skipped", seconds: 0, level: 6 })] })], "2026-11-01")[0]?.strongest, 3);
});

test("pain before and after is told only of rounds that have both, and 0 is a pain level", () => {
  const found = lately([session({ before: 6, after: 4 }), session({ before: 3, after: 0 }), session({ before: 9 }), session()], "2026-11-01")[0];
  assert.deepEqual(found?.felt, { rounds: 2, before: 4.5, after: 2 });
  assert.equal(lately([session({ before: 9 })], "2026-11-01")[0]?.felt, null);
});
