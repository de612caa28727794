/** Why a time typed for an entry cannot be kept. */
export type TimeProblem = "empty" | "future" | "tooOld" | "endFirst" | "beforeStart";

const YEAR_2000 = Date.UTC(2000, 0, 1);
/** A phone's clock may run a little behind the one that made the entry. */
const SLACK = 60_000;

/** Checks one time (UTC ms; undefined where the field holds none) against now. */
export function checkTime(at: number | undefined, now: number): TimeProblem | undefined {
  if (at === undefined) return "empty";
  if (at > now + SLACK) return "future";
  return at < YEAR_2000 ? "tooOld" : undefined;
}

/** Checks the start and end of a headache (UTC ms). `end` null means that it goes on. */
export function checkTimes(start: number | undefined, end: number | undefined | null, now: number): { start?: TimeProblem; end?: TimeProblem } {
  const wrongStart = checkTime(start, now);
  const wrongEnd = end === null ? undefined : checkTime(end, now);
  const reversed = wrongStart === undefined && wrongEnd === undefined && start !== undefined && typeof end === "number" && end < start;
  return {
    ...(wrongStart === undefined ? {} : { start: wrongStart }),
    ...(reversed ? { end: "endFirst" } : wrongEnd === undefined ? {} : { end: wrongEnd }),
  };
}
