/** Fits the steps of a routine to the effects that hold for a person: leaves out, eases, shortens. Pure. */
import type { Effect, Rule } from "./effects.ts";
import type { Place, Routine, Safety, Step } from "./library.ts";
import {
  heldSeconds, placesOf, PRESSING_LEVEL, pressingSeconds, sidesOf, touches, withCounts, type Eased, type LeftOut, type PlannedStep,
} from "./routine.ts";

/** What holds at a start, counted from answers and from the sessions of the day. */
export interface Limits {
  effects: readonly Effect[];
  /** There is a headache now. */
  headacheNow: boolean;
  /** Seconds of pressing left today. */
  daySeconds: number;
  /** How often each place was pressed today, by slug. */
  timesToday: Readonly<Record<string, number>>;
  /** Places that no step touches now, by slug, and why. */
  resting: ReadonlyMap<string, string>;
}

/** Hands, forearms and feet: no day limit, and at most this long on one spot (clinical A3). */
const LIMB_SPOT_SECONDS = 120;
/** A hold shorter than this is no hold. */
const SHORTEST_HOLD = 5;
export const SKIN_TOOLS: readonly Step["tool"][] = ["pointer", "hook", "ball", "two-balls"];
const LIMBS: readonly Place["region"][] = ["hand", "forearm", "foot"];

function named(step: Step, places: ReadonlyMap<string, Place>, where: readonly string[] | null): boolean {
  if (where === null) return true;
  return step.places.some((slug) => where.includes(slug) || where.includes(places.get(slug)?.region ?? ""));
}

/** The rule that leaves this step out, or null. */
function forbids(step: Step, effect: Effect, places: ReadonlyMap<string, Place>): boolean {
  switch (effect.rule) {
    case "no-routine": return true;
    case "no-touch": return touches(step) && named(step, places, effect.where);
    case "no-moves": return (step.kind === "move" || step.kind === "stretch") && named(step, places, effect.where);
    case "no-stretch": return step.kind === "stretch";
    case "no-tool": return step.tool === "pointer" || step.tool === "hook";
    case "no-balls": return step.tool === "ball" || step.tool === "two-balls";
    case "palms-only": return touches(step) && !["none", "palm", "app"].includes(step.tool) && named(step, places, effect.where);
    case "no-lying-flat": return step.lying_flat;
    default: return false;
  }
}

/** The strongest discomfort (0-10) a step may reach here; Infinity where no skin is touched. */
export function ceilingOf(step: Step, places: ReadonlyMap<string, Place>, effects: readonly Effect[], headacheNow: boolean): number {
  if (!touches(step)) return Infinity;
  const has = (rule: Rule): boolean => effects.some((effect) => effect.rule === rule);
  const skin = step.places.map((slug) => {
    const place = places.get(slug);
    if (place === undefined || place.never) return 0;
    if (headacheNow && has("no-pressing-in-attack")) return Math.min(place.attack_ceiling, place.ceiling);
    return has("migraine") ? Math.min(place.migraine_ceiling, place.ceiling) : place.ceiling;
  });
  const said = effects.map((effect) => effect.rule === "max-level" && named(step, places, effect.where) ? effect.level : Infinity);
  return Math.min(6, ...skin, ...said);
}

/** A pointer, a hook or a ball touches only the places whose row names it. */
function suits(step: Step, places: ReadonlyMap<string, Place>): boolean {
  return !SKIN_TOOLS.includes(step.tool) || step.places.every((slug) => places.get(slug)?.tools?.includes(step.tool) === true);
}

type Fit = { step: Step; eased: Eased | null } | { why: string };

/** One step under the effects alone. */
function eased(step: Step, places: ReadonlyMap<string, Place>, limits: Limits): Fit {
  const against = limits.effects.find((effect) => forbids(step, effect, places));
  if (against !== undefined) return { why: against.rule };
  const ceiling = ceilingOf(step, places, limits.effects, limits.headacheNow);
  if (ceiling <= 0 || !suits(step, places)) return { why: "never" };
  if (step.level[1] <= ceiling) return { step, eased: null };
  // A pointer or a ball brings its own weight: it cannot be held as lightly as a hand.
  if (SKIN_TOOLS.includes(step.tool) && ceiling <= PRESSING_LEVEL) return { why: "max-level" };
  const level: [number, number] = [Math.min(step.level[0], ceiling), ceiling];
  const resting = ceiling <= 1 && step.kind === "press";
  return { step: { ...step, level, kind: resting ? "rest-contact" : step.kind }, eased: ceiling <= 1 ? "rest" : "lighter" };
}

/** The same step with no more than `seconds` of holding a side; null when nothing useful is left. */
function within(step: Step, seconds: number): Step | null {
  if (heldSeconds(step) <= seconds) return step;
  const reps = Math.max(1, Math.min(step.reps, Math.floor(seconds / step.hold_seconds)));
  const hold = Math.min(step.hold_seconds, Math.floor(seconds));
  return hold < Math.min(SHORTEST_HOLD, step.hold_seconds) ? null : { ...step, reps, hold_seconds: hold };
}

/** The step with its own tool, or with the first other tool that may be used. */
function withAnyTool(step: Step, places: ReadonlyMap<string, Place>, limits: Limits): Fit {
  const [own, ...others] = [step.tool, ...step.instead].map((tool) => eased({ ...step, tool }, places, limits));
  return [own, ...others].find((fitted) => fitted !== undefined && !("why" in fitted)) ?? own ?? { why: "never" };
}

function halved(step: Step): Step {
  if (!touches(step) || step.hold_seconds <= SHORTEST_HOLD) return step;
  return { ...step, hold_seconds: Math.max(SHORTEST_HOLD, Math.round(step.hold_seconds / 2)) };
}

/** Seconds one spot at a place may be pressed in one run. */
export function spotSeconds(safety: Safety, place: Place | undefined): number {
  return place !== undefined && LIMBS.includes(place.region) ? LIMB_SPOT_SECONDS : safety.budget.seconds_per_spot;
}

/** What is still free, step after step: seconds by place, and of the day. */
interface Room {
  spots: Map<string, number>;
  day: number;
}

/** Cuts a step to the room that is left and takes it; a word where there is none. */
function portion(planned: PlannedStep, room: Room): PlannedStep | { why: string } {
  const spot = Math.min(Infinity, ...planned.counted.map((slug) => room.spots.get(slug) ?? 0));
  const day = planned.budget ? room.day / sidesOf(planned).length : Infinity;
  const held = within(planned, Math.min(spot, day));
  if (held === null) return { why: spot <= day ? "spot-full" : "day-full" };
  const shorter = heldSeconds(held) < heldSeconds(planned);
  const step: PlannedStep = {
    ...planned, hold_seconds: held.hold_seconds, reps: held.reps, eased: shorter ? planned.eased ?? "shorter" : planned.eased,
  };
  for (const slug of step.counted) room.spots.set(slug, (room.spots.get(slug) ?? 0) - heldSeconds(step));
  room.day -= pressingSeconds(step);
  return step;
}

/** One step under all limits. */
function allowedStep(original: Step, safety: Safety, places: ReadonlyMap<string, Place>, limits: Limits, room: Room): PlannedStep | { why: string } {
  const fitted = withAnyTool(original, places, limits);
  if ("why" in fitted) return fitted;
  const rest = touches(original) ? original.places.find((slug) => limits.resting.has(slug)) : undefined;
  if (rest !== undefined) return { why: limits.resting.get(rest) ?? "" };
  const half = limits.effects.some((effect) => effect.rule === "half-dose");
  const planned = withCounts(half ? halved(fitted.step) : fitted.step, half ? fitted.eased ?? "shorter" : fitted.eased, places);
  const often = planned.budget && planned.counted.some((slug) => (limits.timesToday[slug] ?? 0) >= safety.budget.times_per_day);
  return often ? { why: "three-times" } : portion(planned, room);
}

/** A place behind a lock is touched by no routine without that lock. */
function openTo(routine: Routine, places: ReadonlyMap<string, Place>): ReadonlyMap<string, Place> {
  return new Map([...places].map(([slug, place]) => {
    const open = place.unlock === undefined || routine.unlock.includes(place.unlock);
    return [slug, open ? place : { ...place, never: true }];
  }));
}

/** The steps of a routine that may be played under these limits, in order, and those that may not. */
export function fit(routine: Routine, safety: Safety, limits: Limits): { steps: PlannedStep[]; left: LeftOut[] } {
  const places = openTo(routine, placesOf(safety));
  const room: Room = { spots: new Map(safety.places.map((place) => [place.slug, spotSeconds(safety, place)])), day: limits.daySeconds };
  const steps: PlannedStep[] = [];
  const left: LeftOut[] = [];
  for (const original of routine.steps) {
    const step = allowedStep(original, safety, places, limits, room);
    if ("why" in step) left.push({ step: original.slug, title: original.title, why: step.why });
    else steps.push(step);
  }
  return { steps, left };
}
