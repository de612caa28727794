import assert from "node:assert/strict";
import { test } from "node:test";
import { createDiary } from "../../pwa/src/state/diary.ts";
import type { Headache, Reading } from "../../pwa/src/core/records.ts";
import { counter, createShelf, createWatch, settled } from "./shelf.ts";

const NOW = Date.UTC(2026, 10, 22, 13, 5);
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

async function phone() {
  const store = createShelf();
  const clock = createWatch(NOW);
  const parts = { store, clock, newId: counter() };
  const diary = createDiary(parts);
  await diary.load();
  return { store, clock, diary, parts };
}

test("one tap starts a headache whose pain is empty, not zero", async () => {
  const { diary, store } = await phone();
  const headache = await diary.startHeadache();
  assert.deepEqual(store.entries.get(headache.id), { id: "id1", kind: "headache", v: 1, at: NOW, offset: 60, on_day: "2026-11-22", edited_at: NOW });
  assert.deepEqual(diary.ongoing.value.map(({ id }) => id), ["id1"]);
  assert.deepEqual(diary.readings(headache.id), []);
});

test("it ends now or earlier, and can be opened again", async () => {
  const { diary, clock, store } = await phone();
  const { id } = await diary.startHeadache();
  clock.pass(60 * MINUTE);
  await diary.endHeadache(id, clock.now() - 30 * MINUTE);
  assert.equal((store.entries.get(id) as Headache).ended_at, NOW + 30 * MINUTE);
  assert.deepEqual(diary.ongoing.value, []);
  await diary.reopen(id);
  assert.equal("ended_at" in (store.entries.get(id) ?? {}), false);
  assert.equal(diary.ongoing.value.length, 1);
});

test("a level tapped again at once corrects the first, a later one is new", async () => {
  const { diary, clock } = await phone();
  const { id } = await diary.startHeadache();
  await diary.notePain(id, 6);
  clock.pass(MINUTE);
  await diary.notePain(id, 7);
  clock.pass(20 * MINUTE);
  await diary.notePain(id, 4);
  assert.deepEqual(diary.readings(id).map(({ pain }) => pain), [7, 4]);
});

test("the answer of a day is one entry, however often it is given", async () => {
  const { diary, store } = await phone();
  await diary.checkin("2026-11-22", "yes");
  await diary.checkin("2026-11-22", "no");
  assert.equal(store.entries.size, 1);
  assert.equal(diary.checkinOf("2026-11-22")?.headache, "no");
});

test("after midnight an answer about yesterday stands under yesterday", async () => {
  const { diary, clock } = await phone();
  clock.at = Date.UTC(2026, 10, 22, 23, 30);
  assert.equal((await diary.checkin("2026-11-22", "no")).on_day, "2026-11-22");
});

test("deleting a headache takes its levels with it, and undo brings all back", async () => {
  const { diary, store } = await phone();
  const { id } = await diary.startHeadache();
  await diary.notePain(id, 5);
  const undo = await diary.remove(id);
  assert.equal(store.entries.size, 0);
  assert.deepEqual(diary.ongoing.value, []);
  await undo();
  assert.equal(store.entries.size, 2);
  assert.equal(diary.readings(id)[0]?.pain, 5);
});

test("fields of a newer version survive an edit", async () => {
  const { diary, store } = await phone();
  const headache = await diary.startHeadache();
  store.behind([{ ...headache, place_on_map: "temple" }]);
  await settled();
  await diary.endHeadache(headache.id, NOW);
  assert.equal((store.entries.get(headache.id) as unknown as { place_on_map: string }).place_on_map, "temple");
});

test("moving the start to yesterday moves the entry to that day", async () => {
  const { diary, store } = await phone();
  const headache = await diary.startHeadache();
  await diary.change({ ...headache, at: NOW - DAY });
  assert.equal(store.entries.get(headache.id)?.on_day, "2026-11-21");
});

test("what another tab or another phone wrote appears, and what it deleted goes", async () => {
  const { diary, store, parts } = await phone();
  const other = createDiary({ ...parts, newId: () => "other" });
  await other.startHeadache();
  await settled();
  assert.deepEqual(diary.ongoing.value.map(({ id }) => id), ["other"]);
  await store.remove(["other"]);
  await settled();
  assert.deepEqual(diary.ongoing.value, []);
});

test("a headache weeks old and still open is found when the app opens", async () => {
  const { store, clock } = await phone();
  store.behind([{ id: "old", kind: "headache", v: 1, at: NOW - 40 * DAY, offset: 60, on_day: "2026-10-13", edited_at: NOW }]);
  const opened = createDiary({ store, clock, newId: counter() });
  await opened.load();
  assert.deepEqual(opened.ongoing.value.map(({ id }) => id), ["old"]);
});

test("a full phone changes nothing on the screen", async () => {
  const { diary, store } = await phone();
  store.full = true;
  await assert.rejects(diary.startHeadache(), { reason: "full" });
  assert.deepEqual(diary.ongoing.value, []);
});

test("an entry is found with its levels in order of time", async () => {
  const { diary, clock } = await phone();
  const { id } = await diary.startHeadache(NOW - 60 * MINUTE);
  await diary.notePain(id, 5);
  clock.pass(DAY);
  await diary.notePain(id, 8, NOW - 30 * MINUTE);
  const found = await diary.find(id);
  assert.deepEqual(found?.readings.map((reading: Reading) => reading.pain), [8, 5]);
  assert.equal(await diary.find("nobody"), undefined);
});

test("a headache noted while the diary is still being read is there when it has been read", async () => {
  const { store, diary } = await phone();
  const read = waiting(store);
  const loading = diary.load();
  const { id } = await diary.startHeadache();
  read();
  await loading;
  assert.deepEqual(diary.ongoing.value.map((headache) => headache.id), [id]);
});

test("a headache taken back while the diary is still being read stays away", async () => {
  const { store, diary } = await phone();
  const { id } = await diary.startHeadache();
  const read = waiting(store);
  const loading = diary.load();
  await diary.remove(id);
  read();
  await loading;
  assert.deepEqual([...diary.recent.value.keys()], []);
});

test("of two readings of the diary the one that began later counts, whichever ends first", async () => {
  const { store, diary } = await phone();
  const read = waiting(store);
  const first = diary.load();
  store.entries.set("from sync", { id: "from sync", kind: "headache", v: 1, at: NOW, offset: 60, on_day: "2026-11-22", edited_at: NOW });
  await diary.load();
  read();
  await first;
  assert.deepEqual([...diary.recent.value.keys()], ["from sync"]);
});

/** The next reading of the four kinds takes its snapshot at once and answers when told. */
function waiting(store: ReturnType<typeof createShelf>): () => void {
  const { list } = store;
  let [left, answer] = [4, (): void => undefined];
  const told = new Promise<void>((done) => { answer = done; });
  store.list = async (...range) => {
    if (left-- <= 0) return list(...range);
    const found = await list(...range);
    await told;
    return found;
  };
  return answer;
}
