import assert from "node:assert/strict";
import { test } from "node:test";
import { coverOf, pressingSeconds, sidesOf, stepSeconds, totalSeconds, withCounts } from "../../pwa/src/core/routine.ts";
import { content, step } from "./person.ts";

const library = content();

test("the length of every routine is the sum of its steps, as the clinical table says", () => {
  const minutes = Object.fromEntries(library.routines.map((routine) => [routine.code, totalSeconds(routine.steps)]));
  assert.deepEqual(minutes, Object.fromEntries(library.routines.map(({ code, seconds }) => [code, seconds])));
  assert.equal(minutes["R01"], 178);
  assert.equal(minutes["R07"], 382);
});

test("a step for both sides in turn takes its time twice, with one change between", () => {
  assert.equal(stepSeconds(step({ ready_seconds: 6, hold_seconds: 25, reps: 2, rest_seconds: 8, switch_seconds: 5 })), 6 + 2 * (25 + 8 + 25) + 5);
  assert.deepEqual(sidesOf(step()), ["left", "right"]);
});

test("both sides at once is one side to the clock", () => {
  assert.equal(stepSeconds(step({ sides: "both", hold_seconds: 30 })), 35);
});

test("only pressing above 2 out of 10 on head, neck and shoulders counts for the day", () => {
  const places = new Map(library.safety.places.map((place) => [place.slug, place]));
  const seconds = (fields: Parameters<typeof step>[0]): number => pressingSeconds(withCounts(step(fields), null, places));
  assert.equal(seconds({}), 40);
  assert.equal(seconds({ sides: "both" }), 20);
  assert.equal(seconds({ level: [2, 2] }), 0);
  assert.equal(seconds({ places: ["hand-web"] }), 0);
  assert.equal(seconds({ kind: "stretch" }), 0);
});

test("the picture of a routine shows hands at work, where it has such a step", () => {
  for (const routine of library.routines) assert.ok(coverOf(routine), routine.title);
});
