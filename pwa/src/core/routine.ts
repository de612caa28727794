/** A routine as it will be played: whole steps with their sides, spots and seconds. Pure. */
import type { Picture, Place, Routine, Safety, Step, StepKind, Tool, Version } from "./library.ts";

/** How a step was made milder than its routine says. */
export type Eased = "lighter" | "rest" | "shorter";

/** A step after all locks and ceilings; `level`, `hold_seconds` and `reps` are already the allowed ones. */
export interface PlannedStep extends Step {
  eased: Eased | null;
  /** The places whose seconds are counted. */
  counted: string[];
  /** Counts towards the day's pressing. */
  budget: boolean;
}

/** A step that is not played, and why: the slug of an effect, or one of the reasons of the plan itself. */
export interface LeftOut {
  step: string;
  title: string;
  why: string;
}

/** One run of a routine: a snapshot that stays playable when the content changes meanwhile. */
export interface Plan {
  routine: string;
  code: string;
  title: string;
  content_version: string;
  steps: PlannedStep[];
  left: LeftOut[];
  /** Most ms above 2/10 on head, neck and shoulders that this run may still add today. */
  dayMs: number;
  /** Most ms on one spot in one run, by place. */
  spotMs: Record<string, number>;
}

export type PlayedSide = "left" | "right" | "both" | "middle" | "whole";

const TOUCHING: readonly StepKind[] = ["press", "rest-contact", "stroke"];
const COUNTED_REGIONS = ["neck", "shoulder", "scalp", "face", "jaw"];
/** Above this discomfort a step counts as pressing (0-10). */
export const PRESSING_LEVEL = 2;

/** Hands or a tool are on the skin. */
export function touches(step: Pick<Step, "kind">): boolean {
  return TOUCHING.includes(step.kind);
}

/** The step presses above 2/10. */
export function presses(step: Pick<Step, "kind" | "level">): boolean {
  return touches(step) && step.level[1] > PRESSING_LEVEL;
}

/** The sides in the order they are played. */
export function sidesOf(step: Pick<Step, "sides">): PlayedSide[] {
  return step.sides === "left-right" ? ["left", "right"] : [step.sides];
}

/** Seconds of holding on one side. */
export function heldSeconds(step: Pick<Step, "hold_seconds" | "reps">): number {
  return step.hold_seconds * step.reps;
}

/** Whole seconds of a step: get ready, every side with its rests, and the changes of side. */
export function stepSeconds(step: Step): number {
  const sides = sidesOf(step).length;
  const side = heldSeconds(step) + step.rest_seconds * Math.max(0, step.reps - 1);
  return step.ready_seconds + sides * side + (sides - 1) * step.switch_seconds;
}

/** Whole seconds of some steps; finding a spot takes as long as it takes and is not in it. */
export function totalSeconds(steps: readonly Step[]): number {
  return steps.reduce((sum, step) => sum + stepSeconds(step), 0);
}

/** Seconds that press above 2/10 on head, neck and shoulders, by the clock. */
export function pressingSeconds(step: PlannedStep): number {
  return step.budget ? heldSeconds(step) * sidesOf(step).length : 0;
}

/** Adds to a step what is counted while it is held. */
export function withCounts(step: Step, eased: Eased | null, places: ReadonlyMap<string, Place>): PlannedStep {
  const counted = presses(step) ? step.places : [];
  const budget = counted.some((slug) => COUNTED_REGIONS.includes(places.get(slug)?.region ?? "neck"));
  return { ...step, eased, counted, budget };
}

/** The skin places by slug. */
export function placesOf(safety: Safety): Map<string, Place> {
  return new Map(safety.places.map((place) => [place.slug, place]));
}

/** A routine counts as this many minutes when it is at most so many seconds longer. */
const SLACK_SECONDS = 30;

/** The routine as it is played in these minutes: a version, or the whole where that is short enough; null where neither is. */
export function inMinutes(routine: Routine, minutes: Version["minutes"]): Routine | null {
  if (routine.seconds <= minutes * 60 + SLACK_SECONDS) return routine;
  const version = routine.versions.find((each) => each.minutes === minutes);
  if (version === undefined) return null;
  return { ...routine, seconds: version.seconds, steps: routine.steps.filter(({ slug }) => version.steps.includes(slug)), versions: [] };
}

/** What has to be at hand beside the hands themselves. */
export function toolsOf(routine: Routine): Tool[] {
  const tools = routine.steps.flatMap(({ tool, instead }) => [tool, ...instead]);
  return [...new Set(tools)].filter((tool) => !HANDS.includes(tool));
}

const HANDS: readonly Tool[] = ["none", "fingers", "thumb", "palm", "pincer", "app"];

/** The picture for the card of a routine: of the first spot to find, else of the first touch, else the first there is. */
export function coverOf(routine: Routine): Picture | undefined {
  const shown = routine.steps.filter((step) => step.figures.length > 0);
  return (shown.find(({ find }) => find) ?? shown.find(touches) ?? shown[0])?.figures[0];
}
