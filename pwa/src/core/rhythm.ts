/** How much time a routine wants between two rounds. Pure. */
import type { Routine } from "./library.ts";
import type { Day, Session } from "./records.ts";
import { roundOf } from "./round.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const WEEK_DAYS = 7;

function dayNumber(day: Day): number {
  return Date.parse(`${day}T12:00:00Z`) / DAY_MS;
}

/** Least days from round to round today; the week after the first round may ask for more. */
function dayGap(routine: Routine, rounds: readonly Session[], today: Day): number {
  const first = Math.min(Infinity, ...rounds.map((session) => dayNumber(session.on_day)));
  const firstWeek = dayNumber(today) - first < WEEK_DAYS ? routine.first_week_every_days : null;
  return Math.max(routine.every_days ?? 0, firstWeek ?? 0);
}

/** Whether the last of these rounds of a routine is too fresh. `now` is UTC ms, `today` the local day. */
export function isTooSoon(routine: Routine, rounds: readonly Session[], { now, today }: { now: number; today: Day }): boolean {
  const done = rounds.filter((session) => roundOf(session) !== "none");
  const gap = dayGap(routine, done, today);
  return done.some((session) => {
    const hours = (now - session.ended_at) / HOUR_MS;
    const days = dayNumber(today) - dayNumber(session.on_day);
    return hours < (routine.hours_between ?? 0) || (days > 0 && days < gap);
  });
}
