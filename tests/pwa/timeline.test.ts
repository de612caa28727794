import assert from "node:assert/strict";
import { test } from "node:test";
import type { Entry } from "../../pwa/src/core/records.ts";
import { createTimeline } from "../../pwa/src/state/timeline.ts";
import { createShelf, settled } from "./shelf.ts";

const START = Date.UTC(2026, 0, 1);
const HOUR = 3_600_000;

function entry(kind: "headache" | "session" | "checkin", hour: number, more: object = {}): Entry {
  const at = START + hour * HOUR;
  return { id: `${kind}-${String(hour).padStart(5, "0")}`, kind, v: 1, at, offset: 0, on_day: new Date(at).toISOString().slice(0, 10), edited_at: at, ...more };
}

async function everything(timeline: ReturnType<typeof createTimeline>): Promise<string[]> {
  for (let page = 0; page < 100 && !timeline.complete.value; page++) await timeline.more();
  return timeline.lines.value.map((line) => line.entry.id);
}

test("pages go on where the last ended: each entry once, newest first, whatever the mixture", async () => {
  const store = createShelf();
  const all = [
    ...Array.from({ length: 230 }, (_, index) => entry("checkin", index * 24 + 20)),
    ...Array.from({ length: 90 }, (_, index) => entry("headache", index * 50)),
    ...Array.from({ length: 12 }, (_, index) => entry("session", 5000 + index)),
  ];
  store.behind(all);
  const expected = [...all].sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1)).map(({ id }) => id);
  assert.deepEqual(await everything(createTimeline(store)), expected);
});

test("the first page is short and says that there is more", async () => {
  const store = createShelf();
  store.behind(Array.from({ length: 200 }, (_, index) => entry("checkin", index)));
  const timeline = createTimeline(store);
  await timeline.more();
  assert.equal(timeline.lines.value.length, 50);
  assert.equal(timeline.complete.value, false);
});

test("an empty diary is complete at once", async () => {
  const timeline = createTimeline(createShelf());
  await timeline.more();
  assert.equal(timeline.complete.value && timeline.loaded.value, true);
  assert.deepEqual(timeline.lines.value, []);
});

test("an import that gave 120 entries the same millisecond does not hold the list still", async () => {
  const store = createShelf();
  store.behind(Array.from({ length: 120 }, (_, index) => ({ ...entry("checkin", 7), id: `same-${index}` })));
  store.behind([entry("headache", 1)]);
  const ids = await everything(createTimeline(store));
  assert.equal(new Set(ids).size, 121);
});

test("a headache shows its strongest level", async () => {
  const store = createShelf();
  const headache = entry("headache", 1);
  store.behind([headache, { ...entry("checkin", 2), id: "r1", kind: "reading", headache: headache.id, pain: 3 }, { ...entry("checkin", 3), id: "r2", kind: "reading", headache: headache.id, pain: 8 }]);
  const timeline = createTimeline(store);
  await timeline.more();
  assert.equal(timeline.lines.value[0]?.peak, 8);
});

test("what is deleted or added meanwhile shows in the open list, and no longer after it is closed", async () => {
  const store = createShelf();
  store.behind([entry("checkin", 1), entry("checkin", 2)]);
  const timeline = createTimeline(store);
  await timeline.more();
  store.behind([entry("headache", 3)]);
  await store.remove(["checkin-00001"]);
  await settled();
  await settled();
  assert.deepEqual(timeline.lines.value.map((line) => line.entry.id), ["headache-00003", "checkin-00002"]);
  timeline.close();
  store.behind([entry("headache", 4)]);
  await settled();
  assert.equal(timeline.lines.value.length, 2);
});
