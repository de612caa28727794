import { toBase64 } from "./base64.ts";
import type { Checkin, Day, Entry, Headache, Id, Pain, PlayedStep, Reading, Session, Settings } from "./records.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const DAYS = 182;

/**
 * Six months of an invented person, ending at `now` (UTC ms): headaches that swing by themselves, routines on some of
 * them, a holiday with nothing noted. The same `now` and `offset` (minutes east of UTC) give the same diary.
 */
export function exampleEntries(now: number, offset: number): Entry[] {
  const chance = generator(20_261_122);
  const today = Math.floor((now + offset * MINUTE) / DAY);
  const entries: Entry[] = [settings(now, offset)];
  for (let ago = DAYS - 1; ago >= 0; ago--) {
    const midnight = (today - ago) * DAY - offset * MINUTE;
    if (onHoliday(ago)) continue;
    entries.push(...dayOf({ midnight, offset, ago, chance, now }));
  }
  return entries;
}

interface DayParts { midnight: number; offset: number; ago: number; chance: Chance; now: number }

/** What one day holds: a headache with its levels, or a "no", or nothing; and perhaps a routine. */
function dayOf({ midnight, offset, ago, chance, now }: DayParts): Entry[] {
  // A slow wave over the weeks and some chance: better and worse times without any cause.
  const likely = 0.36 + 0.14 * Math.sin(ago / 19) + (ago > 120 ? 0.05 : 0);
  const stamp = (at: number) => ({ v: 1, at, offset, on_day: dayOfTime(at, offset), edited_at: at });
  if (chance() >= likely) return calmDay(midnight, stamp, chance, now);
  const start = midnight + (7 + chance() * 11) * HOUR;
  if (start > now - 3 * HOUR) return [];
  return achingDay(start, stamp, chance);
}

type Stamp = (at: number) => { v: number; at: number; offset: number; on_day: Day; edited_at: number };
type Chance = () => number;

function calmDay(midnight: number, stamp: Stamp, chance: Chance, now: number): Entry[] {
  const evening = midnight + 20 * HOUR;
  const entries: Entry[] = [];
  if (evening < now && chance() < 0.82) entries.push({ id: id(chance), kind: "checkin", ...stamp(evening), headache: "no" } satisfies Checkin);
  const noon = midnight + (11 + chance() * 5) * HOUR;
  if (noon < now && chance() < 0.3) entries.push(session(noon, "desk-break", stamp, chance));
  return entries;
}

function achingDay(start: number, stamp: Stamp, chance: Chance): Entry[] {
  const headache = id(chance);
  const length = Math.min(2.5 * HOUR + chance() * chance() * 16 * HOUR, 20 * HOUR);
  const peak = 2 + Math.floor(chance() * chance() * 6.9) + (length > 8 * HOUR ? 1 : 0);
  const level = (part: number): Pain => Math.max(1, Math.round(peak * Math.sin(Math.PI * (0.2 + 0.75 * part)))) as Pain;
  const parts = chance() < 0.25 ? [0.1] : [0.05, 0.35, 0.8];
  const end = { ended_at: start + length, ended_offset: stamp(start).offset };
  const entries: Entry[] = [{ id: headache, kind: "headache", ...stamp(start), ...end } satisfies Headache];
  for (const part of parts) entries.push({ id: id(chance), kind: "reading", ...stamp(start + part * length), headache, pain: level(part) } satisfies Reading);
  if (chance() < 0.45) {
    const before = level(0.3);
    const after = Math.max(0, before - Math.floor(chance() * 3)) as Pain;
    entries.push({ ...session(start + 0.3 * length, "gentle", stamp, chance), headache, before, after });
  }
  return entries;
}

const PLAYED: Record<"desk-break" | "gentle", readonly [step: string, seconds: number][]> = {
  "desk-break": [["breath", 30], ["upper-trapezius", 20], ["suboccipitals", 20], ["chin-tuck", 40], ["blade-squeeze", 30]],
  gentle: [["breath", 90], ["warm-hands", 60], ["jaw-rest", 40], ["body-scan", 120]],
};

function session(at: number, routine: keyof typeof PLAYED, stamp: Stamp, chance: Chance): Session {
  const finished = chance() < 0.85;
  const steps = PLAYED[routine].map(([step, seconds]): PlayedStep => ({ step, side: "whole", seconds, level: 0, places: [], outcome: "done" }));
  const length = steps.reduce((sum, step) => sum + step.seconds + 10, 0) * 1000;
  return {
    id: id(chance), kind: "session", ...stamp(at), routine, content_version: "example", ended_at: at + length,
    outcome: finished ? "finished" : "stopped", steps: finished ? steps : steps.slice(0, 2),
  };
}

function settings(now: number, offset: number): Settings {
  return { id: "", kind: "settings", v: 1, at: now, offset, on_day: dayOfTime(now, offset), edited_at: now, welcomed: true, birth_year: 1985 };
}

/** Two weeks away, nothing noted: those days stay unknown. */
function onHoliday(ago: number): boolean {
  return ago > 62 && ago < 77;
}

function dayOfTime(at: number, offset: number): Day {
  return new Date(at + offset * MINUTE).toISOString().slice(0, 10);
}

function id(chance: Chance): Id {
  return toBase64(Uint8Array.from({ length: 16 }, () => Math.floor(chance() * 256)));
}

/** Numbers from 0 to below 1, always the same for a seed (mulberry32, public domain). */
function generator(seed: number): Chance {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
