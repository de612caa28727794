/**
 * Routines of one's own: steps of the content, by name, put together anew. All words but the title come from the content,
 * so nobody can hand on an instruction; every lock of the routines that lend a step holds for the whole. Pure.
 */
import { spotSeconds } from "./ceilings.ts";
import type { Library, Routine, Safety, Step, Unlock } from "./library.ts";
import type { OwnRoutine, OwnStep, Session } from "./records.ts";
import { placesOf, presses, totalSeconds, touches } from "./routine.ts";

/** The `from` of a step that a muscle card lends. */
export const MUSCLES = "muscles";
/** The slug of what was composed for the places that hurt and is not saved. */
export const COMPOSED = "where-it-hurts";
export const MOST_STEPS = 40;
const LONGEST_TITLE = 60;
/** What a press may last and be repeated (clinical A3), where the content itself does not ask for more. */
const PRESS = { hold: 30, reps: 3 };
const CALM = { hold: 120, reps: 10 };
export const SHORTEST_HOLD = 5;
/** What a muscle's own step needs: the first lesson shows how to press. */
const FOR_MUSCLES: readonly Unlock[] = ["screening", "first-lesson"];
/** A routine behind this lock is done as it is, or not at all. */
const WHOLE_ONLY: Unlock = "neck-strap-locks";
const OWN = "own-";

/** What an own routine is made of; the record has it, and so has one that is not saved. */
export type Parts = Pick<OwnRoutine, "title" | "steps">;

export function ownSlug({ id }: Pick<OwnRoutine, "id">): string {
  return OWN + id;
}

/** The record id in the slug of an own routine; undefined for any other. */
export function ownId(slug: string): string | undefined {
  return slug.startsWith(OWN) ? slug.slice(OWN.length) : undefined;
}

/** One line without control or direction marks, and not too long; "" where nothing is left. */
export function cleanTitle(title: string): string {
  return [...title.replace(/[\p{C}\p{Z}]+/gu, " ").trim()].slice(0, LONGEST_TITLE).join("");
}

/** Whether a routine may be taken apart: its steps make sense one by one. */
export function mayCopy(routine: Routine): boolean {
  return !routine.unlock.includes(WHOLE_ONLY) && routine.steps.length > 0;
}

/** The steps of a routine of the content as one's own. */
export function copied(routine: Routine): OwnStep[] {
  return routine.steps.map(({ slug }) => ({ from: routine.slug, step: slug }));
}

/** The step of the content that is meant; undefined where this version has none. */
function lent({ from, step }: OwnStep, library: Library): Step | undefined {
  if (from === MUSCLES) return library.muscles.find(({ slug, self_treated }) => self_treated && slug === step)?.step ?? undefined;
  const routine = library.routines.find(({ slug }) => slug === from);
  return routine && mayCopy(routine) ? routine.steps.find(({ slug }) => slug === step) : undefined;
}

/** Most seconds of one hold, and most repetitions, that a person may set for a step. */
export function mostOf(step: Step, safety: Safety): { hold: number; reps: number } {
  const { hold, reps } = presses(step) ? PRESS : CALM;
  const places = placesOf(safety);
  const spot = presses(step) ? Math.min(...step.places.map((slug) => spotSeconds(safety, places.get(slug)))) : Infinity;
  return { hold: Math.min(spot, Math.max(hold, step.hold_seconds)), reps: Math.max(reps, step.reps) };
}

/** What is no number at all, in a record that came from elsewhere, is the least. */
function between(value: number, least: number, most: number): number {
  return Math.round(Math.min(most, Math.max(least, value))) || least;
}

/** The step with its own side and times, none above what may be set; undefined where this version does not know it. */
export function asStep(own: OwnStep, library: Library): Step | undefined {
  const step = lent(own, library);
  if (step === undefined) return undefined;
  const most = mostOf(step, library.safety);
  return {
    ...step,
    slug: `${own.from}/${own.step}`,
    sides: own.side !== undefined && step.sides === "left-right" ? own.side : step.sides,
    hold_seconds: between(own.hold ?? step.hold_seconds, Math.min(SHORTEST_HOLD, step.hold_seconds), most.hold),
    reps: between(own.reps ?? step.reps, 1, most.reps),
  };
}

/** What the slug of a step in an own routine names. */
export function namedBy(slug: string): OwnStep {
  const [from = "", step = ""] = slug.split("/");
  return { from, step };
}

/** A routine as the player and core/safety know it. Steps that this version does not know are not in it. */
export function asRoutine(slug: string, { title, steps }: Parts, library: Library): Routine {
  const known = steps.flatMap((own) => asStep(own, library) ?? []);
  const froms = [...new Set(steps.map(({ from }) => from))];
  const unlock = [...new Set(froms.flatMap((from) => from === MUSCLES ? FOR_MUSCLES : library.routines.find((each) => each.slug === from)?.unlock ?? []))];
  return {
    slug, code: "", title, purpose: "", frequency: "", per_day: null, every_days: null, first_week_every_days: null, hours_between: null,
    where: [], versions: [], notes: [], sources: [], pressing: known.some(presses), unlock,
    needs_screening: unlock.includes("screening"), needs_first_lesson: unlock.includes("first-lesson"),
    seconds: totalSeconds(known), steps: known,
  };
}

/** The routines of the content whose touching steps this one plays: it rests when they rest. */
export function lenders(routine: Routine, library: Library): Routine[] {
  const touching = routine.steps.filter(touches).map(({ slug }) => slug);
  return library.routines.filter(({ slug }) => touching.some((step) => step.startsWith(`${slug}/`)));
}

/** Whether a session was a round of this routine, or touched the skin with steps that it lent. */
export function isRoundOf(session: Session, { slug }: Pick<Routine, "slug">): boolean {
  return session.routine === slug || session.steps.some(({ step, places }) => places.length > 0 && step.startsWith(`${slug}/`));
}
