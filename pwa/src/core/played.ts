/** What a person really did in a run, piece by piece; a piece is one side of one step. Pure. */
import type { PlayedStep } from "./records.ts";
import { heldSeconds, sidesOf, touches, type Plan, type PlannedStep, type PlayedSide } from "./routine.ts";

export type Outcome = "done" | "skipped" | "not-found" | "stopped";

/** One side of one step. */
export interface Piece {
  step: number;
  side: number;
}

export interface Played extends Piece {
  /** Ms held while the phone was awake to guide it. */
  heldMs: number;
  /** Null while it runs. */
  outcome: Outcome | null;
}

/** What is counted in a run: the pieces in the order they were begun, and ms by spot and in all. */
export interface Tally {
  pieces: Played[];
  /** Ms by the clock above 2/10, by "place/side". */
  spots: Record<string, number>;
  /** Ms by the clock above 2/10 on head, neck and shoulders. */
  pressedMs: number;
}

export const emptyTally: Tally = { pieces: [], spots: {}, pressedMs: 0 };

export function stepAt(plan: Plan, piece: Piece): PlannedStep {
  const step = plan.steps[piece.step];
  if (step === undefined) throw new RangeError(`Step ${piece.step} of ${plan.routine} does not exist`);
  return step;
}

export function sideAt(plan: Plan, piece: Piece): PlayedSide {
  return sidesOf(stepAt(plan, piece))[piece.side] ?? "whole";
}

/** The spots a piece presses: every counted place with its side; "both" is its own pair of spots. */
export function spotsOf(plan: Plan, piece: Piece): string[] {
  const side = sideAt(plan, piece);
  const sides = side === "both" || side === "whole" ? ["left", "right"] : [side];
  return stepAt(plan, piece).counted.flatMap((place) => sides.map((each) => `${place}/${each}`));
}

function placeOf(spot: string): string {
  return spot.slice(0, spot.lastIndexOf("/"));
}

/** Ms this piece may still be held: its own hold, the room left on its spots, and the room left today. */
export function roomMs(plan: Plan, tally: Tally, piece: Piece): number {
  const step = stepAt(plan, piece);
  const spots = spotsOf(plan, piece).map((spot) => (plan.spotMs[placeOf(spot)] ?? 0) - (tally.spots[spot] ?? 0));
  const day = step.budget ? [plan.dayMs - tally.pressedMs] : [];
  return Math.max(0, Math.min(step.hold_seconds * 1000, ...spots, ...day));
}

function change(tally: Tally, piece: Piece, edit: (played: Played) => Played): Tally {
  const known = tally.pieces.some((each) => each.step === piece.step && each.side === piece.side);
  const pieces = known ? tally.pieces : [...tally.pieces, { ...piece, heldMs: 0, outcome: null }];
  return { ...tally, pieces: pieces.map((each) => each.step === piece.step && each.side === piece.side ? edit(each) : each) };
}

/** A piece begins, or begins again: what was held before stays counted. */
export function begun(tally: Tally, piece: Piece): Tally {
  return change(tally, piece, (played) => ({ step: played.step, side: played.side, heldMs: played.heldMs, outcome: null }));
}

/** `ms` of holding pass by the clock; `guided` is false for time the phone slept through. */
export function held(plan: Plan, tally: Tally, piece: Piece, ms: number, guided: boolean): Tally {
  if (ms <= 0) return tally;
  const spots = { ...tally.spots };
  for (const spot of spotsOf(plan, piece)) spots[spot] = (spots[spot] ?? 0) + ms;
  const pressedMs = tally.pressedMs + (stepAt(plan, piece).budget ? ms : 0);
  const counted = { ...tally, spots, pressedMs };
  return guided ? change(counted, piece, (played) => ({ ...played, heldMs: played.heldMs + ms })) : counted;
}

/** Its time is over: done, or skipped where the phone slept through most of it. */
export function timeOver(plan: Plan, tally: Tally, piece: Piece): Tally {
  const wanted = heldSeconds(stepAt(plan, piece)) * 1000;
  return change(tally, piece, (played) => ({ ...played, outcome: played.heldMs * 2 >= wanted ? "done" : "skipped" }));
}

export function ended(tally: Tally, piece: Piece, outcome: Outcome): Tally {
  return change(tally, piece, (played) => ({ ...played, outcome: played.outcome === "done" ? "done" : outcome }));
}

/** A whole step is left: its sides that were not done are marked. */
export function stepLeft(plan: Plan, tally: Tally, at: Piece, outcome: Outcome): Tally {
  return sidesOf(stepAt(plan, at)).reduce(
    (sum, _, side) => side < at.side ? sum : ended(sum, { step: at.step, side }, side === at.side ? outcome : "skipped"), tally);
}

/** The steps of the session record: whole seconds really held, and the skin touched. */
export function stepsPlayed(plan: Plan, tally: Tally): PlayedStep[] {
  return tally.pieces.filter((piece) => piece.outcome !== null && !(piece.outcome === "stopped" && piece.heldMs === 0)).map((piece) => {
    const step = stepAt(plan, piece);
    return {
      step: step.slug,
      side: sideAt(plan, piece),
      seconds: Math.round(piece.heldMs / 1000),
      level: touches(step) ? step.level[1] : 0,
      places: touches(step) ? step.places : [],
      outcome: piece.outcome ?? "stopped",
    };
  });
}
