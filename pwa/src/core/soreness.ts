/** Whether a round left something sore: who is asked about which round, which places rest, and when a doctor should look. Pure. */
import type { AfterCare } from "./library.ts";
import type { Day, Session } from "./records.ts";

const HOUR_MS = 3_600_000;
/** Soreness needs a night to show: a round is asked about from then on. */
export const ASK_AFTER_MS = 12 * HOUR_MS;
/** The line before a routine ("still sore or bruised") that answers for the last round. */
export const SORE_LINE = "m8";
/** Reasons to stop that say nothing about the spot under the hand. */
const NOT_THE_SPOT: readonly (string | undefined)[] = ["life", "closed"];

/** What is said about one round: nothing was sore, it was and is over, or it is sore now. */
export type Soreness = "no" | "over" | "now";
type Hours = Pick<AfterCare, "sore_rest_hours" | "sore_doctor_hours">;

/** The places a round touched, each once. */
export function touchedPlaces({ steps }: Pick<Session, "steps">): string[] {
  return [...new Set(steps.flatMap(({ seconds, places }) => (seconds > 0 ? places : [])))];
}

/** What was said of a round; undefined where nothing was. */
export function soreness({ sore, sore_at, sore_until }: Session): Soreness | undefined {
  return sore !== "yes" ? sore : sore_at === sore_until ? "now" : "over";
}

/** The round with an answer given at `now` (UTC ms); without `places` all that it touched was sore. */
export function withSoreness(session: Session, said: Soreness, now: number, places?: readonly string[]): Session {
  const { sore: _sore, sore_at: _at, sore_until: before, sore_places: kept, ...rest } = session;
  if (said === "no") return { ...rest, sore: "no", sore_at: now };
  const where = places ?? kept;
  const until = said === "now" ? now : before ?? session.ended_at;
  // Over is told apart by its later answer, also within one tick of the clock.
  const at = said === "over" ? Math.max(now, until + 1) : now;
  return { ...rest, sore: "yes", sore_at: at, sore_until: until, ...(where === undefined ? {} : { sore_places: [...where] }) };
}

/** Rounds that touched the skin, the last one first. */
function touching(sessions: readonly Session[]): Session[] {
  return sessions.filter((session) => touchedPlaces(session).length > 0).sort((a, b) => b.ended_at - a.ended_at);
}

/** Whether a round ended long enough ago to be asked about. */
export function isDue({ ended_at }: Session, now: number): boolean {
  return now - ended_at >= ASK_AFTER_MS;
}

function rests({ sore, sore_until = 0 }: Session, now: number, { sore_rest_hours }: Hours): boolean {
  return sore === "yes" && now - sore_until < sore_rest_hours * HOUR_MS;
}

/**
 * The rounds that change by the answer just before a routine. Unticked: the last round that is due left nothing sore, and
 * what was sore is over. Ticked: what was sore still is; where nothing was, the last round of all left it.
 */
export function afterTheLine(sessions: readonly Session[], ticked: boolean, now: number, hours: Hours): Session[] {
  const rounds = touching(sessions);
  const going = rounds.filter((session) => soreness(session) === "now" && rests(session, now, hours));
  if (ticked) return (going.length > 0 ? going : rounds.slice(0, 1)).map((session) => withSoreness(session, "now", now));
  const last = rounds.find((session) => isDue(session, now));
  const fine = last !== undefined && last.sore === undefined ? [withSoreness(last, "no", now)] : [];
  return [...going.map((session) => withSoreness(session, "over", now)), ...fine];
}

/** The places that were sore lately: they rest. */
export function sorePlaces(sessions: readonly Session[], now: number, hours: Hours): string[] {
  return sessions.filter((session) => rests(session, now, hours)).flatMap((session) => session.sore_places ?? touchedPlaces(session));
}

/** Whether something is sore for longer than is normal: worth showing to a doctor. */
export function soreTooLong(sessions: readonly Session[], now: number, hours: Hours): boolean {
  return sessions.some((session) => soreness(session) === "now" && rests(session, now, hours)
    && (session.sore_until ?? 0) - session.ended_at > hours.sore_doctor_hours * HOUR_MS);
}

/** The places left on this day because the spot would not settle or felt wrong. */
export function leftPlaces(sessions: readonly Session[], day: Day): string[] {
  return sessions.filter(({ on_day }) => on_day === day).flatMap(({ steps, outcome, stop_reason }) => {
    const stopped = steps.filter((step) => step.outcome === "stopped");
    const elsewhere = outcome === "stopped" && NOT_THE_SPOT.includes(stop_reason);
    return (elsewhere ? stopped.slice(0, -1) : stopped).flatMap(({ places }) => places);
  });
}
