/** What a routine waits for, and how far it is: the rows `unlocks` of `content/safety.toml`. Pure. */
import type { Routine, Safety, UnlockRow } from "./library.ts";
import type { Session } from "./records.ts";
import { isLearned, roundOf } from "./round.ts";
import type { Known } from "./safety.ts";
import { isDue } from "./soreness.ts";

/** One thing that has to be done before a routine opens. */
export interface Todo {
  row: UnlockRow;
  done: boolean;
  /** Rounds that count, at most as many as are asked for. */
  rounds: number;
  /** Rounds that may count once it is said whether they left something sore, the last one first. */
  unanswered: Session[];
}

/** The locks of a routine, by slug. */
export function unlocksOf({ unlock, needs_screening, needs_first_lesson }: Pick<Routine, "unlock" | "needs_screening" | "needs_first_lesson">): Set<string> {
  return new Set([...unlock, ...(needs_screening ? ["screening"] : []), ...(needs_first_lesson ? ["first-lesson"] : [])]);
}

/** All that a routine waits for, in the order of the content. `screened`: the check is done and still true. */
export function todosOf(routine: Routine, { unlocks }: Pick<Safety, "unlocks">, known: Known, screened: boolean): Todo[] {
  const needs = unlocksOf(routine);
  return unlocks.filter(({ slug }) => needs.has(slug)).map((row) => {
    if (row.slug === "screening") return { row, done: screened, rounds: 0, unanswered: [] };
    const { counted, unanswered } = roundsOf(row, known);
    const agreed = row.confirm.length === 0 || known.agreed?.includes(row.slug) === true;
    return { row, done: agreed && (row.routines.length === 0 || counted >= row.rounds), rounds: Math.min(counted, row.rounds), unanswered };
  });
}

/** The lesson counts when it was learned; other rounds count when they were whole and left nothing sore. */
function roundsOf({ slug, routines }: UnlockRow, { sessions, now }: Known): { counted: number; unanswered: Session[] } {
  const all = sessions.filter(({ routine }) => routines.includes(routine));
  if (slug === "first-lesson") return { counted: all.filter(isLearned).length, unanswered: [] };
  const whole = all.filter((session) => roundOf(session) === "whole");
  return {
    counted: whole.filter(({ sore }) => sore === "no").length,
    unanswered: whole.filter((session) => session.sore === undefined && isDue(session, now)).sort((a, b) => b.ended_at - a.ended_at),
  };
}
