import assert from "node:assert/strict";
import { test } from "node:test";
import { signal } from "@preact/signals";
import type { Library } from "../../pwa/src/core/library.ts";
import type { Session, Settings } from "../../pwa/src/core/records.ts";
import { soreness } from "../../pwa/src/core/soreness.ts";
import { createDiary } from "../../pwa/src/state/diary.ts";
import { createSafety } from "../../pwa/src/state/safety.ts";
import { createSettings } from "../../pwa/src/state/settings.ts";
import { content, NOW } from "./person.ts";
import { counter, createShelf, createWatch, settled } from "./shelf.ts";

const shipped = content();
const HOUR = 3_600_000;
const routineOf = (slug: string) => shipped.routines.find((routine) => routine.slug === slug) ?? assert.fail(slug);

/** A phone with the whole check answered with no, and a round of Desk break a day ago. */
async function phone() {
  const store = createShelf();
  const clock = createWatch(NOW, 0);
  const library = signal<Library | undefined>(shipped);
  const settings = createSettings(store, clock);
  const diary = createDiary({ store, clock, newId: counter() });
  const safety = createSafety({ store, clock, library: { library }, settings, diary });
  await Promise.all([settings.load(), diary.load(), safety.load()]);
  await settings.change({ birth_year: 1990 });
  for (const group of safety.groups.value) await safety.answer(group, new Set());
  const at = NOW - 24 * HOUR;
  const round = (id: string, routine: string): Session => ({
    id, kind: "session", v: 1, at, offset: 0, on_day: clock.day(at), edited_at: at, routine, content_version: "1", ended_at: at + 180_000, outcome: "finished",
    steps: [{ step: "upper-trapezius", side: "left", seconds: 20, level: 4, places: ["shoulder-top"], outcome: "done" }],
  });
  await diary.change(round("lesson", "first-time-learning"));
  await diary.change({ ...round("desk", "desk-break"), ended_at: at + 200_000 });
  const stored = (id: string) => store.entries.get(id) as Session;
  return { store, clock, settings, diary, safety, stored };
}

test("agreeing is one dated field of the settings; taking it back closes what it opened", async () => {
  const { safety, store, clock } = await phone();
  await safety.agree("therapist-knows", true);
  assert.equal((store.entries.get("derived:settings") as Settings).therapist_knows, clock.now());
  const done = () => safety.todos(routineOf("pointer")).find(({ row }) => row.slug === "therapist-knows")?.done;
  assert.equal(done(), true);
  await safety.agree("therapist-knows", false);
  assert.deepEqual([done(), safety.agreed.value.size], [false, 0]);
});

test("what was agreed on another phone counts here as soon as it arrives", async () => {
  const { safety, store } = await phone();
  store.behind([{ ...(store.entries.get("derived:settings") as Settings), neck_strap: NOW }]);
  await settled();
  assert.deepEqual([...safety.agreed.value.keys()], ["neck-strap-locks"]);
});

test("minutes and times agreed with a therapist are the limits of the next plan, never above the cap", async () => {
  const { safety, settings } = await phone();
  const day = (): number => { const answer = safety.allowed(routineOf("desk-break")); return answer.open ? answer.plan.dayMs : assert.fail(); };
  assert.equal(day(), 720_000);
  await settings.change({ press_minutes: 16 });
  assert.equal(day(), 960_000);
  await settings.change({ press_minutes: 600 });
  assert.equal(day(), 1_200_000);
  await settings.change({ press_minutes: 8 });
  assert.equal(day(), 480_000);
});

test("an unticked line is saved in the entry of the last round, and counts for what it opens", async () => {
  const { safety, stored, clock } = await phone();
  const counted = () => safety.todos(routineOf("pointer")).find(({ row }) => row.slug === "soreness-free-3");
  assert.deepEqual(counted()?.unanswered.map(({ id }) => id), ["desk"]);
  await safety.answerLine(false);
  assert.deepEqual([stored("desk").sore, stored("desk").sore_at, counted()?.rounds], ["no", clock.now(), 1]);
});

test("a tick by mistake is taken back as if it had never been", async () => {
  const { safety, stored } = await phone();
  const back = await safety.answerLine(true);
  assert.equal(soreness(stored("desk")), "now");
  await back();
  assert.equal(soreness(stored("desk")), undefined);
  const plan = safety.allowed(routineOf("desk-break"));
  assert.ok(plan.open && plan.plan.left.length === 0);
});

test("what is said in the diary keeps the place out of the next plan", async () => {
  const { safety, diary, stored } = await phone();
  await safety.noteSoreness(stored("desk"), "now");
  const answer = safety.allowed(routineOf("desk-break"));
  assert.deepEqual(answer.open && answer.plan.left.map(({ why }) => why), ["still-sore"]);
  await safety.noteSoreness(diary.recent.value.get("desk") as Session, "no");
  const again = safety.allowed(routineOf("desk-break"));
  assert.deepEqual(again.open && again.plan.left, []);
});

test("sore for more than three days is worth a doctor, also where the round is long ago", async () => {
  const { safety, clock } = await phone();
  clock.pass(60 * HOUR);
  await safety.answerLine(true);
  assert.equal(safety.soreTooLong(), true);
  await safety.answerLine(false);
  assert.equal(safety.soreTooLong(), false);
});
