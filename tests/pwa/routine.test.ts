import assert from "node:assert/strict";
import { test } from "node:test";
import { coverOf, inMinutes, pressingSeconds, sidesOf, stepSeconds, toolsOf, totalSeconds, withCounts } from "../../pwa/src/core/routine.ts";
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

test("the card of the pointer shows the shoulder, not the forearm it is tried on", () => {
  const pointer = library.routines.find(({ code }) => code === "R04");
  assert.ok(pointer);
  assert.notEqual(coverOf(pointer)?.view, "forearm-outer");
});

test("a routine in two minutes is some of its steps with their full dose, and lasts as long as it says", () => {
  for (const routine of library.routines) {
    for (const minutes of [2, 5, 10] as const) {
      const short = inMinutes(routine, minutes);
      if (short === null) continue;
      assert.equal(totalSeconds(short.steps), short.seconds, routine.code);
      assert.ok(short.seconds <= minutes * 60 + 30, routine.code);
      assert.deepEqual(short.steps, routine.steps.filter(({ slug }) => short.steps.some((each) => each.slug === slug)));
    }
  }
  const evening = library.routines.find(({ code }) => code === "R03");
  assert.ok(evening);
  assert.deepEqual([2, 5, 10].map((minutes) => inMinutes(evening, minutes as 2 | 5 | 10)?.steps.length), [3, 5, 11]);
});

test("a routine that is short enough is played whole, and one that has no short form is not offered", () => {
  const of = (code: string) => library.routines.find((routine) => routine.code === code);
  const [posture, lesson] = [of("R12"), of("R10")];
  assert.ok(posture && lesson);
  assert.equal(inMinutes(posture, 5), posture);
  assert.equal(inMinutes(lesson, 2), null);
});

test("the tools of a routine are what one has to fetch", () => {
  const tools = Object.fromEntries(library.routines.map((routine) => [routine.code, toolsOf(routine)]));
  assert.deepEqual(tools["R04"], ["pointer", "hook", "ball"]);
  assert.deepEqual(tools["R05"], ["two-balls"]);
  assert.deepEqual(tools["R01"], []);
});
