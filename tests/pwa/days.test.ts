import assert from "node:assert/strict";
import { test } from "node:test";
import { dayStates, lastDays } from "../../pwa/src/core/days.ts";
import type { Checkin, Headache, Reading } from "../../pwa/src/core/records.ts";

const HOUR = 3_600_000;
const NOON = Date.UTC(2026, 10, 22, 12);
const DAYS = lastDays("2026-11-22", 5);

function stamp(at: number) {
  return { id: String(at), v: 1, at, offset: 0, on_day: new Date(at).toISOString().slice(0, 10), edited_at: at };
}
const headache = (at: number, endedAt?: number): Headache => ({ kind: "headache", ...stamp(at), ...(endedAt === undefined ? {} : { ended_at: endedAt, ended_offset: 0 }) });
const reading = (at: number, pain: Reading["pain"]): Reading => ({ kind: "reading", headache: "h", ...stamp(at), pain });
const checkin = (at: number, answer: "yes" | "no"): Checkin => ({ kind: "checkin", ...stamp(at), headache: answer });
const states = (...entries: Parameters<typeof dayStates>[1]) => dayStates(DAYS, entries, NOON).map(({ state, peak }) => (peak === undefined ? state : `${state} ${peak}`));

test("the last days end today, the oldest first, over the end of a month", () => {
  assert.deepEqual(lastDays("2026-03-01", 3), ["2026-02-27", "2026-02-28", "2026-03-01"]);
});

test("a day with nothing noted stays unknown", () => {
  assert.deepEqual(states(), ["unknown", "unknown", "unknown", "unknown", "unknown"]);
});

test("a no makes a day clear, a yes makes it a headache day without a level", () => {
  assert.deepEqual(states(checkin(NOON, "no"), checkin(NOON - 24 * HOUR, "yes")), ["unknown", "unknown", "unknown", "headache", "clear"]);
});

test("a headache counts more than a no of the same day", () => {
  assert.deepEqual(states(checkin(NOON, "no"), headache(NOON - HOUR, NOON)).at(-1), "headache");
});

test("the strongest level of a day is its peak, and zero is a level", () => {
  assert.equal(states(headache(NOON - HOUR, NOON), reading(NOON - HOUR, 4), reading(NOON, 7)).at(-1), "headache 7");
  assert.equal(states(headache(NOON - HOUR, NOON), reading(NOON, 0)).at(-1), "headache 0");
});

test("a headache over midnight makes both days headache days", () => {
  assert.deepEqual(states(headache(NOON - 13 * HOUR, NOON - 10 * HOUR)).slice(-2), ["headache", "headache"]);
});

test("a headache that ended before midnight in the place where it ended stays on its day", () => {
  const early = headache(Date.UTC(2026, 10, 21, 20), Date.UTC(2026, 10, 22, 1));
  assert.deepEqual(states({ ...early, offset: -300, ended_offset: -300 }).slice(-2), ["headache", "unknown"]);
});

test("a headache without an end fills the days up to today for 72 hours", () => {
  assert.deepEqual(states(headache(NOON - 50 * HOUR)), ["unknown", "unknown", "headache", "headache", "headache"]);
});

test("an end that was forgotten weeks ago says nothing of the days since", () => {
  assert.deepEqual(states(headache(NOON - 96 * HOUR)), ["headache", "unknown", "unknown", "unknown", "unknown"]);
});

test("a level noted in such a headache makes its day known", () => {
  assert.deepEqual(states(headache(NOON - 96 * HOUR), reading(NOON - 24 * HOUR, 3)), ["headache", "unknown", "unknown", "headache 3", "unknown"]);
});
