/** Whether routines were lately followed by more pain. Pure. */
import type { AfterCare } from "./library.ts";
import type { Session } from "./records.ts";

/** Counts the last rounds with a pain level before and after: enough of them worse leave the gentle routine only. */
export function worseLately(sessions: readonly Session[], { worse, worse_of }: Pick<AfterCare, "worse" | "worse_of">): boolean {
  const rated = sessions.filter(({ before, after }) => before !== undefined && after !== undefined);
  const last = rated.sort((a, b) => b.ended_at - a.ended_at).slice(0, worse_of);
  return last.filter(({ before = 0, after = 0 }) => after > before).length >= worse;
}
