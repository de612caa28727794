import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { schedule, type Cue } from "../../pwa/src/core/cues.ts";
import { begin, createPlayer, found, isOver, liveOf, pause, resume, tick, type Player } from "../../pwa/src/core/player.ts";
import { withCounts, type Plan } from "../../pwa/src/core/routine.ts";
import type { Step } from "../../pwa/src/core/library.ts";
import { player as words } from "../../pwa/src/words/en/player.ts";
import { NOW, step } from "./person.ts";

const plan = (...steps: Step[]): Plan => ({
  routine: "round", code: "R00", title: "Round", content_version: "1", left: [], dayMs: 1e9, spotMs: { "neck-shoulder-roll": 1e9 },
  steps: steps.map((each) => withCounts(each, null, new Map())),
});
const play = (...steps: Step[]): Player => begin(createPlayer(plan(...steps), null), NOW);
const heard = (cues: readonly Cue[]): [number, string][] => cues.map((cue) => [(cue.at - NOW) / 1000, cue.tone ?? cue.say?.what ?? ""]);

test("a step sounds at the start, at half time, softly at 3-2-1, at the change of side, and at its end", () => {
  const cues = schedule(play(step(), step({ slug: "next" })), NOW);
  assert.deepEqual(heard(cues), [
    [0, "step"], [5, "begin"], [15, "half"], [22, "count"], [23, "count"], [24, "count"], [25, "end-again"], [25, "switch"],
    [30, "begin"], [40, "half"], [47, "count"], [48, "count"], [49, "count"], [50, "end-step"],
  ]);
});

test("short holds have no half time and no 3-2-1", () => {
  const tuck = step({ kind: "move", sides: "middle", places: [], level: [0, 0], hold_seconds: 5, reps: 3, rest_seconds: 3, ready_seconds: 4 });
  assert.deepEqual(heard(schedule(play(tuck), NOW)).map(([, what]) => what), ["step", "begin", "end-again", "begin", "end-again", "begin", "end-all", "finished"]);
});

test("while a spot is looked for, there is a quiet sign of life every 15 seconds and no clock", () => {
  const cues = heard(schedule(play(step({ find: true })), NOW));
  assert.deepEqual(cues.slice(0, 3), [[0, "find"], [15, "remind"], [30, "remind"]]);
  assert.ok(cues.every(([, what]) => what === "find" || what === "remind"));
});

test("what was missed is not caught up: planning anew in mid-hold begins with what is still to come", () => {
  const woken = tick(play(step()), NOW + 16_000);
  assert.deepEqual(heard(schedule(woken, NOW + 17_500))[0], [22, "count"]);
});

test("after a pause the cues stand as far from the end as before", () => {
  const player = resume(pause(tick(play(step()), NOW + 12_000), NOW + 12_000), NOW + 60_000);
  const cues = heard(schedule(player, NOW + 60_000));
  assert.deepEqual(cues.filter(([, what]) => what === "half" || what === "end-again").slice(0, 2), [[60 + 3 + 3, "half"], [60 + 3 + 13, "end-again"]]);
});

test("the voice never names a level above the one allowed today", () => {
  const eased = { ...plan(step({ level: [3, 3], cue: "Four out of ten." })) };
  const steps = eased.steps.map((each) => ({ ...each, eased: "lighter" as const }));
  assert.match(words.say({ what: "step", step: 0, side: "left" }, steps), /^Left side\. .*up to 3 out of 10/i);
  assert.doesNotMatch(words.say({ what: "step", step: 0, side: "left" }, steps), /four/i);
});

test("pressing is always begun with the word to ease off, resting never is", () => {
  assert.match(words.say({ what: "hold", seconds: 20, level: 4 }, []), /ease off if it is over 4 out of ten/i);
  assert.doesNotMatch(words.say({ what: "hold", seconds: 20, level: 1 }, []), /six/);
});

test("whatever the routine, the tones planned at the start of a step are those of the machine, to the millisecond", () => {
  const any = fc.array(fc.record({
    hold_seconds: fc.integer({ min: 0, max: 60 }), reps: fc.integer({ min: 1, max: 4 }), rest_seconds: fc.integer({ min: 0, max: 9 }), ready_seconds: fc.integer({ min: 0, max: 9 }),
    switch_seconds: fc.integer({ min: 0, max: 6 }), sides: fc.constantFrom<Step["sides"]>("left-right", "both"), find: fc.boolean(),
  }), { minLength: 1, maxLength: 3 });
  fc.assert(fc.property(any, (steps) => {
    let player = play(...steps.map((fields) => step(fields)));
    let planned = schedule(player, NOW);
    let checked = "";
    for (let now = NOW; !isOver(player.state) && now < NOW + 1_500_000; now += 1000) {
      const before = liveOf(player.state)?.step;
      player = tick(player, now);
      if (player.state.at === "finding") planned = schedule(player = found(player, now), now);
      else if (liveOf(player.state)?.step !== before) planned = schedule(player, now);
      const live = liveOf(player.state);
      if (live?.at !== "holding" || live.endsAt === null || live.endsAt === live.startedAt) continue;
      const key = `${live.step} ${live.side} ${live.rep}`;
      if (key === checked) continue;
      checked = key;
      assert.ok(planned.some(({ at, tone }) => tone === "begin" && at === live.startedAt), key);
      assert.ok(planned.some(({ at, tone }) => tone?.startsWith("end") && at === live.endsAt), key);
    }
  }), { numRuns: 150 });
});
