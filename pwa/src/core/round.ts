/** What a session amounts to. Pure. */
import type { Session } from "./records.ts";

/** `whole`: to the end with at least half of its pieces done or honestly not found. `none`: nothing was held at all. */
export type Round = "whole" | "part" | "none";

export function roundOf({ outcome, steps }: Session): Round {
  const skipped = skippedOf(steps);
  if (steps.length > 0 && skipped === steps.length) return "none";
  return outcome === "finished" && skipped * 2 <= steps.length ? "whole" : "part";
}

/** A lesson is learned when nothing of it was skipped. */
export function isLearned(session: Session): boolean {
  return session.outcome === "finished" && skippedOf(session.steps) === 0;
}

function skippedOf(steps: Session["steps"]): number {
  return steps.filter(({ outcome, seconds }) => outcome === "skipped" || (outcome === "stopped" && seconds === 0)).length;
}
