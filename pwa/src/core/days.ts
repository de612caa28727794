import type { Checkin, Day, Entry, Headache, Pain, Reading } from "./records.ts";

/** What is known of one local day. Nothing noted is "unknown": it never counts as a day without headache. */
export interface DayState { day: Day; state: "unknown" | "clear" | "headache"; peak?: Pain }

const DAY = 86_400_000;
const MINUTE = 60_000;
/** The longest a migraine attack is taken to last (ICHD-3 1.1: 4-72 hours). */
const OPEN_LIMIT = 72 * 3_600_000;

/** The last `count` local days up to and including `today`, oldest first. */
export function lastDays(today: Day, count: number): Day[] {
  const noon = Date.parse(`${today}T12:00:00Z`);
  return Array.from({ length: count }, (_, index) => new Date(noon - (count - 1 - index) * DAY).toISOString().slice(0, 10));
}

/**
 * What the entries say of each of `days`. `now` is UTC ms.
 *
 * A headache fills each day from its start to its end. One without an end fills the days up to now for 72 hours; after
 * that only the days on which a pain level was noted, because an end that was forgotten says nothing.
 */
export function dayStates(days: readonly Day[], entries: readonly Entry[], now: number): DayState[] {
  const aching = new Map<Day, Pain | undefined>();
  const clear = new Set<Day>();
  for (const entry of entries) {
    if (isHeadache(entry)) for (const day of daysOf(entry, now)) aching.set(day, aching.get(day));
    else if (isReading(entry)) aching.set(entry.on_day, highest(aching.get(entry.on_day), entry.pain));
    else if (isCheckin(entry) && entry.headache === "yes") aching.set(entry.on_day, aching.get(entry.on_day));
    else if (isCheckin(entry)) clear.add(entry.on_day);
  }
  return days.map((day) => {
    if (!aching.has(day)) return { day, state: clear.has(day) ? "clear" : "unknown" };
    const peak = aching.get(day);
    return peak === undefined ? { day, state: "headache" } : { day, state: "headache", peak };
  });
}

/** The local days a headache covers, oldest first. */
function daysOf(headache: Headache, now: number): Day[] {
  const open = headache.ended_at === undefined;
  if (open && now - headache.at > OPEN_LIMIT) return [headache.on_day];
  const end = (headache.ended_at ?? now) + (headache.ended_offset ?? headache.offset) * MINUTE;
  const first = Date.parse(`${headache.on_day}T00:00:00Z`);
  const count = Math.max(0, Math.floor((end - first) / DAY));
  return Array.from({ length: count + 1 }, (_, index) => new Date(first + index * DAY).toISOString().slice(0, 10));
}

function highest(one: Pain | undefined, other: Pain): Pain {
  return one === undefined || other > one ? other : one;
}

function isHeadache(entry: Entry): entry is Headache { return entry.kind === "headache"; }
function isReading(entry: Entry): entry is Reading { return entry.kind === "reading"; }
function isCheckin(entry: Entry): entry is Checkin { return entry.kind === "checkin"; }
