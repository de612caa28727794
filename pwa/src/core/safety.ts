/**
 * Which routines are open to a person now, and as what. Pure: evaluates the rows of `content/safety.toml`.
 *
 * Every way to the player goes through `allowed`; a routine of one's own or of a therapist is fitted to the same limits.
 */
import { fit, SKIN_TOOLS, spotSeconds, type Limits } from "./ceilings.ts";
import type { Effect, Rule } from "./effects.ts";
import type { Budget, Library, Place, Question, Routine, Safety, Unlock } from "./library.ts";
import { isRoundOf, lenders } from "./own.ts";
import type { Day, Session } from "./records.ts";
import { roundOf } from "./round.ts";
import { worseLately } from "./rebound.ts";
import { isTooSoon } from "./rhythm.ts";
import { placesOf, PRESSING_LEVEL, touches, type LeftOut, type Plan, type PlannedStep } from "./routine.ts";
import {
  ageReasons, groupsFor, groupsLeft, verdictOf, yesNow, type Action, type Answered, type Reason, type Verdict,
} from "./screening.ts";
import { leftPlaces, sorePlaces } from "./soreness.ts";
import { todosOf, unlocksOf } from "./unlocks.ts";

/** The one routine that "gentle only" leaves open. */
export const GENTLE = "gentle";
const DAY_MS = 86_400_000;

/** All that is known of a person when a routine is asked for. */
export interface Known {
  /** UTC ms. */
  now: number;
  today: Day;
  birthYear: number | null;
  /** Null: never answered. */
  screening: Answered | null;
  /** Said in the settings. */
  migraine: boolean;
  headacheNow: boolean;
  /** What was ticked before this routine; empty while a list of routines is shown. */
  micro: readonly Question[];
  sessions: readonly Session[];
  /** Locks a person opened by saying so, such as "my therapist knows". */
  agreed?: readonly Unlock[];
  /** Limits of the day agreed with a therapist; above the cap of the content they count as the cap. */
  agreedLimits?: Partial<Pick<Budget, "seconds_per_day" | "times_per_day">>;
}

/** What holds for a person: every effect with its reason, and where the screening stands. */
export interface Standing {
  action: Action;
  because: Question[];
  reasons: Reason[];
  screened: boolean;
  /** "Still true?" has to be asked. */
  recheck: boolean;
  /** Tick lists still to answer. */
  listsLeft: number;
}

export type Lock =
  | { why: "age"; text: string }
  | { why: "advice"; action: Action; because: string[] }
  | { why: "gentle-only"; because: string[] }
  | { why: "screening"; lists: number }
  | { why: "recheck" }
  | { why: "first-lesson" }
  | { why: "calm-rounds"; done: number; of: number }
  | { why: "agree"; unlock: Unlock }
  | { why: "newer" }
  | { why: "per-day"; of: number }
  | { why: "too-soon"; hours: number | null }
  | { why: "budget" }
  | { why: "nothing-left"; left: LeftOut[] };

export type Allowed = { open: true; plan: Plan; reasons: Reason[] } | { open: false; lock: Lock };

/** The safety rows with the day's limits of this person. */
function withAgreed(safety: Safety, { agreedLimits }: Known): Safety {
  const { budget } = safety;
  const of = (name: "seconds_per_day" | "times_per_day"): number => {
    const said = agreedLimits?.[name] ?? Number.NaN;
    return said >= 0 ? Math.min(said, budget.agreed[name]) : budget[name];
  };
  return { ...safety, budget: { ...budget, seconds_per_day: of("seconds_per_day"), times_per_day: of("times_per_day") } };
}

function yearOf(day: Day): number {
  return Number(day.slice(0, 4));
}

/** Puts together the answers, the age, the settings and the micro-screen. */
export function standingOf(safety: Safety, known: Known): Standing {
  const groups = groupsFor(safety, known.birthYear, yearOf(known.today));
  const left = groupsLeft(groups, known.screening?.answers ?? {});
  const screened = known.screening !== null && known.birthYear !== null && left.length === 0;
  const yes = known.screening === null ? [] : yesNow(safety, known.screening, known.now);
  const verdict: Verdict = verdictOf([...yes, ...known.micro]);
  return {
    action: verdict.action,
    because: verdict.because.filter((question) => question.action !== "none"),
    reasons: [
      ...verdict.reasons,
      ...ageReasons(safety, known.birthYear, yearOf(known.today)),
      ...(worseLately(known.sessions, safety.after_care) ? [{ effect: GENTLE_ONLY, from: "rebound", text: safety.after_care.worse_text }] : []),
      ...(known.migraine ? MIGRAINE.map((effect) => ({ effect, from: "settings", text: "" })) : []),
    ],
    screened,
    recheck: known.screening !== null && known.now - known.screening.confirmedAt > safety.again.days * DAY_MS,
    listsLeft: left.length,
  };
}

const GENTLE_ONLY: Effect = { rule: "gentle-only" };
const MIGRAINE: readonly Effect[] = [{ rule: "migraine" }, { rule: "no-pressing-in-attack" }];

/** Seconds pressed above 2/10 on head, neck and shoulders on a day. */
export function pressedSeconds(sessions: readonly Session[], day: Day, places: ReadonlyMap<string, Place>): number {
  return pressedSteps(sessions, day).reduce((sum, step) => {
    const counts = step.places.some((slug) => !["hand", "forearm", "foot"].includes(places.get(slug)?.region ?? "neck"));
    return counts ? sum + step.seconds : sum;
  }, 0);
}

/** How many sessions of a day pressed each place. */
export function timesPressed(sessions: readonly Session[], day: Day): Record<string, number> {
  const times: Record<string, number> = {};
  for (const session of sessions) {
    const pressed = new Set(pressedSteps([session], day).flatMap((step) => step.places));
    for (const place of pressed) times[place] = (times[place] ?? 0) + 1;
  }
  return times;
}

function pressedSteps(sessions: readonly Session[], day: Day) {
  return sessions.filter((session) => session.on_day === day)
    .flatMap((session) => session.steps.filter((step) => step.level > PRESSING_LEVEL && step.seconds > 0));
}

function limitsOf(safety: Safety, known: Known, reasons: readonly Reason[]): Limits {
  const effects = reasons.map((reason) => reason.effect);
  const half = effects.some((effect) => effect.rule === "half-dose");
  const day = safety.budget.seconds_per_day / (half ? 2 : 1);
  return {
    effects,
    headacheNow: known.headacheNow,
    daySeconds: Math.max(0, day - pressedSeconds(known.sessions, known.today, placesOf(safety))),
    timesToday: timesPressed(known.sessions, known.today),
    resting: new Map([
      ...leftPlaces(known.sessions, known.today).map((place) => [place, "left-today"] as const),
      ...sorePlaces(known.sessions, known.now, safety.after_care).map((place) => [place, "still-sore"] as const),
    ]),
  };
}

function textsOf(reasons: readonly Reason[], rule: Rule): string[] {
  return [...new Set(reasons.filter(({ effect, text }) => effect.rule === rule && text !== "").map(({ text }) => text))];
}

/** What keeps a routine closed whatever its steps are; null when nothing does. */
function lockOf(routine: Routine, library: Library, known: Known, standing: Standing): Lock | null {
  const { reasons } = standing;
  const age = reasons.find(({ effect, from }) => effect.rule === "no-routine" && from === "age");
  if (age !== undefined) return { why: "age", text: age.text };
  const has = (rule: Rule): boolean => reasons.some(({ effect }) => effect.rule === rule);
  if (has("no-routine")) return { why: "advice", action: standing.action, because: textsOf(reasons, "no-routine") };
  if (has("gentle-only") && routine.slug !== GENTLE) return { why: "gentle-only", because: textsOf(reasons, "gentle-only") };
  if (routine.needs_screening && !standing.screened) return { why: "screening", lists: standing.listsLeft };
  if (routine.needs_screening && standing.recheck) return { why: "recheck" };
  return todoLock(routine, library, known) ?? dayLock(routine, library, known);
}

/** What is still to be done for a person who is screened. */
function todoLock(routine: Routine, library: Library, known: Known): Lock | null {
  const todos = todosOf(routine, library.safety, known, true);
  // What a newer content file may ask for stays closed.
  if (todos.length < unlocksOf(routine).size) return { why: "newer" };
  const next = todos.find(({ done }) => !done);
  if (next === undefined) return null;
  if (next.row.confirm.length > 0) return { why: "agree", unlock: next.row.slug };
  return next.row.slug === "first-lesson" ? { why: "first-lesson" } : { why: "calm-rounds", done: next.rounds, of: next.row.rounds };
}

/** A routine of one's own rests as well when a routine rests whose steps it plays. */
function dayLock(routine: Routine, library: Library, known: Known): Lock | null {
  for (const each of [routine, ...lenders(routine, library)]) {
    const lock = restLock(each, known);
    if (lock !== null) return lock;
  }
  return null;
}

function restLock(routine: Routine, known: Known): Lock | null {
  const own = known.sessions.filter((session) => isRoundOf(session, routine));
  const rounds = own.filter((session) => session.on_day === known.today && roundOf(session) === "whole").length;
  if (routine.per_day !== null && rounds >= routine.per_day) return { why: "per-day", of: routine.per_day };
  if (!isTooSoon(routine, own, known)) return null;
  return { why: "too-soon", hours: routine.hours_between };
}

/** A routine made for a tool is nothing when all that is left of it is movement and rest. */
function lacksItsTool(routine: Routine, steps: readonly PlannedStep[]): boolean {
  return routine.steps.some(({ tool }) => SKIN_TOOLS.includes(tool)) && !steps.some(touches);
}

function isNothing(routine: Routine, steps: readonly PlannedStep[]): boolean {
  return !steps.some(({ kind }) => kind !== "app" && kind !== "breath") || lacksItsTool(routine, steps);
}

const TO_DO: readonly Lock["why"][] = ["first-lesson", "calm-rounds", "agree"];

/** Nobody is sent to do something for a routine of which the answers would then leave nothing. */
function inVain(lock: Lock, routine: Routine, safety: Safety, limits: Limits): Lock {
  if (!TO_DO.includes(lock.why)) return lock;
  const { steps, left } = fit(routine, safety, { ...limits, headacheNow: false, daySeconds: Infinity, timesToday: {}, resting: new Map() });
  return isNothing(routine, steps) ? { why: "nothing-left", left } : lock;
}

/** Whether a routine may be played now; open with the plan to play, or closed with what is left to do. */
export function allowed(routine: Routine, library: Library, known: Known): Allowed {
  const standing = standingOf(library.safety, known);
  const lock = lockOf(routine, library, known, standing);
  const reasons = standing.screened ? standing.reasons : [...standing.reasons, ...unscreened(library.safety)];
  const safety = withAgreed(library.safety, known);
  const limits = limitsOf(safety, known, reasons);
  if (lock !== null) return { open: false, lock: inVain(lock, routine, safety, limits) };
  const { steps, left } = fit(routine, safety, limits);
  if (isNothing(routine, steps)) {
    return { open: false, lock: left.some(({ why }) => why === "day-full") ? { why: "budget" } : { why: "nothing-left", left } };
  }
  const spotMs = Object.fromEntries(library.safety.places.map((place) => [place.slug, spotSeconds(library.safety, place) * 1000]));
  const plan: Plan = {
    routine: routine.slug, code: routine.code, title: routine.title, content_version: library.version,
    steps, left, dayMs: limits.daySeconds * 1000, spotMs,
  };
  return { open: true, plan, reasons };
}

function unscreened(safety: Safety): Reason[] {
  return verdictOf([{ id: "unscreened", group: "", text: "", action: "none", effects: safety.unscreened, source: [] }]).reasons;
}
