/** What was done lately, for a person who gives advice on it. Pure. */
import type { Day, Session } from "./records.ts";
import { roundOf } from "./round.ts";

/** One routine's rounds; seconds are those really held. `felt`: mean pain of the rounds in which both ends were noted. */
export interface Lately {
  routine: string;
  rounds: number;
  seconds: number;
  /** The strongest level that was meant, 0-10. */
  strongest: number;
  felt: { rounds: number; before: number; after: number } | null;
}

/** The rounds since a day, that day included, by routine; the most played first. Rounds in which nothing was held are left out. */
export function lately(sessions: readonly Session[], from: Day): Lately[] {
  const byRoutine = new Map<string, Session[]>();
  for (const session of sessions) {
    if (session.on_day < from || roundOf(session) === "none") continue;
    byRoutine.set(session.routine, [...(byRoutine.get(session.routine) ?? []), session]);
  }
  return [...byRoutine].map(([routine, rounds]) => sumOf(routine, rounds))
    .sort((a, b) => b.rounds - a.rounds || (a.routine < b.routine ? -1 : 1));
}

function sumOf(routine: string, rounds: readonly Session[]): Lately {
  const held = rounds.flatMap(({ steps }) => steps).filter(({ seconds }) => seconds > 0);
  const noted = rounds.flatMap(({ before, after }) => (before === undefined || after === undefined ? [] : [{ before, after }]));
  return {
    routine,
    rounds: rounds.length,
    seconds: held.reduce((sum, { seconds }) => sum + seconds, 0),
    strongest: held.reduce((most, { level }) => Math.max(most, level), 0),
    felt: noted.length === 0 ? null : { rounds: noted.length, before: mean(noted.map(({ before }) => before)), after: mean(noted.map(({ after }) => after)) },
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
