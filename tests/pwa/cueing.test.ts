import assert from "node:assert/strict";
import { test } from "node:test";
import { begin, createPlayer } from "../../pwa/src/core/player.ts";
import { withCounts, type Plan } from "../../pwa/src/core/routine.ts";
import { createCueing, type CueingParts } from "../../pwa/src/state/cueing.ts";
import { player as words } from "../../pwa/src/words/en/player.ts";
import { NOW, step } from "./person.ts";
import { createWatch } from "./shelf.ts";

const plan: Plan = {
  routine: "round", code: "R00", title: "Round", content_version: "1", left: [], dayMs: 720_000, spotMs: {},
  steps: [step({ kind: "relax", places: [], sides: "whole", ready_seconds: 5, hold_seconds: 60, cue: "Breathe slowly." })].map((each) => withCounts(each, null, new Map())),
};
const playing = begin(createPlayer(plan, null), NOW);

/** A phone with or without a voice, a speaker and a motor. */
function phone({ voice = true, vibrates = true, sound = true, off = {} }: { voice?: boolean; vibrates?: boolean; sound?: boolean; off?: Record<string, boolean> } = {}) {
  const said: string[] = [];
  const felt: string[] = [];
  const cueing = createCueing({
    clock: createWatch(NOW), words,
    settings: { current: { value: off } } as unknown as CueingParts["settings"],
    tones: { wake: async () => sound, plan: () => undefined, cancel: () => undefined } as unknown as CueingParts["tones"],
    voice: { ready: async () => voice, say: (text) => { said.push(text); }, hush: () => undefined },
    vibration: { able: vibrates, feel: (tone) => { felt.push(tone); }, still: () => undefined },
    wakefulness: { keep: async () => true, release: () => undefined },
  });
  return { cueing, said, felt };
}

test("the step is said by the phone's voice, and by no screen reader at the same time", async () => {
  const { cueing, said } = phone();
  await cueing.open();
  cueing.plan(playing, NOW);
  cueing.due(playing, NOW);
  assert.deepEqual(said, ["Breathe slowly."]);
  assert.equal(cueing.announced.value, "");
});

test("without a voice the step goes to the screen reader", async () => {
  const { cueing, said } = phone({ voice: false });
  await cueing.open();
  cueing.plan(playing, NOW);
  cueing.due(playing, NOW);
  assert.deepEqual(said, []);
  assert.equal(cueing.announced.value, "Breathe slowly.");
});

test("on the dark screen the first sentence tells what a tap does, and the second does not", async () => {
  const { cueing, said } = phone();
  await cueing.open();
  cueing.tell(words.dark.ways, true);
  cueing.plan(playing, NOW);
  cueing.due(playing, NOW);
  cueing.due(playing, NOW + 5_000);
  assert.deepEqual(said, [`${words.dark.ways} Breathe slowly.`, "Hold for 60 seconds. Ease off if it is over 4 out of ten."]);
});

test("what the phone cannot give is known before the first cue, and what was switched off is not missed", async () => {
  const poor = phone({ voice: false, vibrates: false, sound: false });
  await poor.cueing.open();
  assert.deepEqual(poor.cueing.lacking.value, { voice: true, sound: true, screen: false, vibration: true });
  const quiet = phone({ voice: false, vibrates: false, sound: false, off: { voice: false, sounds: false, vibration: false } });
  await quiet.cueing.open();
  assert.deepEqual(quiet.cueing.lacking.value, { voice: false, sound: false, screen: false, vibration: false });
});

test("a cue that comes late is not caught up, unless the start itself was late", async () => {
  const { cueing, said } = phone();
  await cueing.open();
  cueing.plan(playing, NOW);
  cueing.due(playing, NOW + 4_000);
  assert.deepEqual(said, []);
  cueing.plan(playing, NOW);
  cueing.due(playing, NOW + 4_000, Infinity);
  assert.deepEqual(said, ["Breathe slowly."]);
});
