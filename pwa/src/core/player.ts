/**
 * The routine player: a state machine over absolute times (UTC ms). Pure and serialisable.
 *
 * Timed states end at `endsAt`, whoever looks at them and when: a phone that slept is told a later `now`, and `tick`
 * catches up in one go. What the phone slept through is shown and never recorded as done.
 */
import {
  begun, emptyTally, ended, held, roomMs, stepAt, stepLeft, timeOver, type Piece, type Played, type Tally,
} from "./played.ts";
import { sidesOf, type Plan } from "./routine.ts";

/** Seconds of getting ready after a pause, and after the other side's spot was found. */
export const SHORT_READY_MS = 3_000;
/** Without a tick for longer than this the phone slept. Above one minute, the pace of a hidden page (pwa throttling). */
export const SLEPT_MS = 65_000;
/** After a sleep longer than this the session waits where it was instead of running on. */
export const LONG_SLEEP_MS = 600_000;
/** Within this time of a piece's start, Back goes to the piece before. */
export const BACK_MS = 3_000;

/** `endsAt` null: waits for a tap. */
interface Running extends Piece {
  startedAt: number;
  endsAt: number | null;
}
export type Live =
  | (Running & { at: "app" | "finding" | "get-ready" | "switching" })
  | (Running & { at: "holding" | "resting"; rep: number });

export type State =
  | { at: "ready" }
  | Live
  | { at: "paused"; live: Live; pausedAt: number; why: "asked" | "slept" | "closed" }
  | { at: "resuming"; live: Live; pausedAt: number; startedAt: number; endsAt: number }
  | { at: "finished"; endedAt: number }
  | { at: "stopped"; endedAt: number; reason: string };

export interface Player {
  plan: Plan;
  state: State;
  /** UTC ms of the last tick or tap. */
  seen: number;
  /** UTC ms of the start; null before it. */
  startedAt: number | null;
  /** UTC ms at which the piece on screen was entered. */
  pieceAt: number;
  tally: Tally;
  /** Spots left because they would not settle. */
  unsettled: number;
  /** The last sleep that the person was not yet told about, and where it began. */
  slept: { ms: number; live: Live; at: number; tally: Tally } | null;
  /** Seconds of finding after which the hold starts by itself; null waits for a tap. */
  findSeconds: number | null;
}

export function createPlayer(plan: Plan, findSeconds: number | null): Player {
  return { plan, state: { at: "ready" }, seen: 0, startedAt: null, pieceAt: 0, tally: emptyTally, unsettled: 0, slept: null, findSeconds };
}

export function isLive(state: State): state is Live {
  return "step" in state;
}

export function isOver(state: State): state is Extract<State, { endedAt: number }> {
  return "endedAt" in state;
}

/** The state on screen, or the one a pause will go back to; null before the start and after the end. */
export function liveOf(state: State): Live | null {
  if (isLive(state)) return state;
  return state.at === "paused" || state.at === "resuming" ? state.live : null;
}

/** Ms left in the current phase, null where nothing runs down. A pause keeps them exactly. */
export function msLeft(player: Player, now: number): number | null {
  const state = player.state;
  if (state.at === "paused") return state.live.endsAt === null ? null : state.live.endsAt - state.pausedAt;
  if (state.at === "resuming" || isLive(state)) return state.endsAt === null ? null : Math.max(0, state.endsAt - now);
  return null;
}

/** What was done so far, piece by piece. */
export function playedOf(player: Player): readonly Played[] {
  return player.tally.pieces;
}

// Entering states. `at` is the time the state begins, which may lie before now when catching up.

function enterPiece(player: Player, piece: Piece, at: number, afterSwitch: boolean): Player {
  const step = stepAt(player.plan, piece);
  const next: Player = { ...player, pieceAt: at, tally: begun(player.tally, piece) };
  if (step.kind === "app") return { ...next, state: { at: "app", ...piece, startedAt: at, endsAt: null } };
  if (step.find) {
    const endsAt = player.findSeconds === null ? null : at + player.findSeconds * 1000;
    return { ...next, state: { at: "finding", ...piece, startedAt: at, endsAt } };
  }
  return afterSwitch ? enterHold(next, piece, 0, at) : enterReady(next, piece, step.ready_seconds * 1000, at);
}

function enterReady(player: Player, piece: Piece, ms: number, at: number): Player {
  if (ms <= 0) return enterHold(player, piece, 0, at);
  return { ...player, state: { at: "get-ready", ...piece, startedAt: at, endsAt: at + ms } };
}

function enterHold(player: Player, { step, side }: Piece, rep: number, at: number): Player {
  const ms = roomMs(player.plan, player.tally, { step, side });
  return { ...player, state: { at: "holding", step, side, rep, startedAt: at, endsAt: at + ms } };
}

function enterStep(player: Player, step: number, at: number): Player {
  if (step >= player.plan.steps.length) return { ...player, state: { at: "finished", endedAt: at } };
  return enterPiece(player, { step, side: 0 }, at, false);
}

function afterHold(player: Player, live: Live & { rep: number }, at: number): Player {
  const step = stepAt(player.plan, live);
  if (live.rep + 1 < step.reps) {
    if (step.rest_seconds <= 0) return enterHold(player, live, live.rep + 1, at);
    const { step: index, side, rep } = live;
    return { ...player, state: { at: "resting", step: index, side, rep, startedAt: at, endsAt: at + step.rest_seconds * 1000 } };
  }
  return afterPiece({ ...player, tally: timeOver(player.plan, player.tally, live) }, live, at);
}

function afterPiece(player: Player, piece: Piece, at: number): Player {
  const step = stepAt(player.plan, piece);
  const side = piece.side + 1;
  if (side >= sidesOf(step).length) return enterStep(player, piece.step + 1, at);
  const endsAt = at + step.switch_seconds * 1000;
  return { ...player, pieceAt: at, state: { at: "switching", step: piece.step, side, startedAt: at, endsAt } };
}

/** The state that follows a timed one at its end. */
function advance(player: Player, live: Live, at: number): Player {
  switch (live.at) {
    case "app": return enterStep({ ...player, tally: ended(player.tally, live, "done") }, live.step + 1, at);
    case "finding": {
      const ready = live.side === 0 ? stepAt(player.plan, live).ready_seconds * 1000 : SHORT_READY_MS;
      return enterReady(player, { step: live.step, side: live.side }, ready, at);
    }
    case "get-ready": return enterHold(player, live, 0, at);
    case "switching": return enterPiece(player, { step: live.step, side: live.side }, at, true);
    case "resting": return enterHold(player, live, live.rep + 1, at);
    case "holding": return afterHold(player, live, at);
  }
}

// Time

function shift(live: Live, ms: number): Live {
  return { ...live, startedAt: live.startedAt + ms, endsAt: live.endsAt === null ? null : live.endsAt + ms };
}

/** The clock was set back: everything planned moves with it, so that what is left stays as it was. */
function setBack(player: Player, ms: number): Player {
  const state = player.state;
  const moved: State = isLive(state) ? shift(state, ms)
    : state.at === "paused" ? { ...state, live: shift(state.live, ms), pausedAt: state.pausedAt + ms }
    : state.at === "resuming" ? { ...state, live: shift(state.live, ms), pausedAt: state.pausedAt + ms, startedAt: state.startedAt + ms, endsAt: state.endsAt + ms }
    : state;
  const startedAt = player.startedAt === null ? null : player.startedAt + ms;
  const slept = player.slept && { ...player.slept, live: shift(player.slept.live, ms), at: player.slept.at + ms };
  return { ...player, state: moved, seen: player.seen + ms, pieceAt: player.pieceAt + ms, startedAt, slept };
}

/** Counts the holding between two times. */
function spend(player: Player, from: number, to: number, guided: boolean): Player {
  const { state } = player;
  return state.at === "holding" ? { ...player, tally: held(player.plan, player.tally, state, to - from, guided) } : player;
}

/** Lets time pass from the last look to `now`, one state after the other. */
function runOn(player: Player, now: number, guided: boolean): Player {
  let next = player;
  let from = player.seen;
  for (;;) {
    const { state } = next;
    const endsAt = state.at === "resuming" || isLive(state) ? state.endsAt : null;
    if (endsAt === null || endsAt > now) break;
    if (state.at === "resuming") next = { ...next, state: shift(state.live, endsAt - state.pausedAt) };
    else if (isLive(state)) next = advance(spend(next, from, endsAt, guided), state, endsAt);
    from = endsAt;
  }
  return { ...spend(next, from, now, guided), seen: now };
}

/** Where the player stands at `at` (UTC ms) if the phone stays awake until then: for looking ahead. */
export function awake(player: Player, at: number): Player {
  return runOn(player, at, true);
}

/**
 * Brings the player to `now` (UTC ms). Short gaps run on; a sleep (over SLEPT_MS) runs on by the clock without being
 * recorded as done; a sleep past the end or over LONG_SLEEP_MS pauses where the phone fell asleep.
 */
export function tick(player: Player, now: number): Player {
  const state = player.state;
  if (isOver(state) || state.at === "ready") return player;
  if (now < player.seen) return { ...setBack(player, now - player.seen), seen: now };
  const gap = now - player.seen;
  const live = liveOf(state);
  if (state.at === "paused" || live === null || gap <= SLEPT_MS) return runOn(player, now, true);
  const on = runOn(player, now, false);
  if (gap > LONG_SLEEP_MS || isOver(on.state)) return fellAsleep(player, now);
  return on.state === state ? on : { ...on, slept: { ms: gap, live, at: player.seen, tally: player.tally } };
}

function fellAsleep(player: Player, now: number): Player {
  const { state, seen } = player;
  if (isLive(state)) return { ...player, seen: now, state: { at: "paused", live: state, pausedAt: seen, why: "slept" } };
  if (state.at === "resuming") return { ...player, seen: now, state: { at: "paused", live: state.live, pausedAt: state.pausedAt, why: "slept" } };
  return { ...player, seen: now };
}

// Taps. Each takes the time of the tap, and is without effect where it makes no sense.

/** A tap happens now, on what the screen shows now: the player is brought up to date first. */
function tapped(player: Player, now: number, act: (player: Player, live: Live, now: number) => Player): Player {
  const current = tick(player, now);
  const live = liveOf(current.state);
  return live === null ? current : act(current, live, now);
}

export function begin(player: Player, now: number): Player {
  if (player.state.at !== "ready") return tick(player, now);
  return enterStep({ ...player, seen: now, startedAt: now }, 0, now);
}

export function pause(player: Player, now: number): Player {
  return tapped(player, now, (current, live) => {
    if (current.state.at === "paused") return current;
    const pausedAt = current.state.at === "resuming" ? current.state.pausedAt : now;
    return { ...current, state: { at: "paused", live, pausedAt, why: "asked" } };
  });
}

/** Goes on with exactly the time that was left, after a short get-ready where hands have to find their place. */
export function resume(player: Player, now: number): Player {
  return tapped(player, now, (current) => {
    const { state } = current;
    if (state.at !== "paused") return current;
    const { live, pausedAt } = state;
    if (live.endsAt === null) return { ...current, state: shift(live, now - pausedAt) };
    return { ...current, slept: null, state: { at: "resuming", live, pausedAt, startedAt: now, endsAt: now + SHORT_READY_MS } };
  });
}

/** The spot is found, or an app step is read. */
export function found(player: Player, now: number): Player {
  return tapped(player, now, (current, live) =>
    live.at === "finding" || live.at === "app" ? { ...advance(current, live, now), slept: null } : current);
}

/** Goes to the next step. */
export function skip(player: Player, now: number): Player {
  return tapped(player, now, (current, live) =>
    enterStep({ ...current, slept: null, tally: stepLeft(current.plan, current.tally, live, "skipped") }, live.step + 1, now));
}

/** "Not found today" is a normal answer: goes to the other side, or on. */
export function notFound(player: Player, now: number): Player {
  return leave(player, now, "not-found");
}

/** This spot would not settle or felt wrong: goes to the other side, or on; the third such spot ends the session. */
export function leaveSpot(player: Player, now: number): Player {
  const next = leave(player, now, "stopped");
  const unsettled = player.unsettled + 1;
  return unsettled >= 3 ? stop({ ...next, unsettled }, now, "third-spot") : { ...next, unsettled };
}

function leave(player: Player, now: number, outcome: "not-found" | "stopped"): Player {
  return tapped(player, now, (current, live) => {
    const left: Player = { ...current, slept: null, tally: ended(current.tally, live, outcome) };
    const other = live.side + 1;
    if (other >= sidesOf(stepAt(current.plan, live)).length) return enterStep(left, live.step + 1, now);
    return enterPiece(left, { step: live.step, side: other }, now, false);
  });
}

/** Begins this piece again, or the one before when this one has only just begun. */
export function back(player: Player, now: number): Player {
  return tapped(player, now, (current, live) => {
    const early = now - current.pieceAt <= BACK_MS;
    const piece = early ? before(current.plan, live) : { step: live.step, side: live.side };
    const left = early && (piece.step !== live.step || piece.side !== live.side) ? ended(current.tally, live, "skipped") : current.tally;
    return enterPiece({ ...current, slept: null, tally: left }, piece, now, false);
  });
}

function before(plan: Plan, { step, side }: Piece): Piece {
  if (side > 0) return { step, side: side - 1 };
  if (step === 0) return { step, side };
  return { step: step - 1, side: sidesOf(stepAt(plan, { step: step - 1, side: 0 })).length - 1 };
}

/** After a sleep: goes back to the moment before it, through a short get-ready. */
export function rewind(player: Player, now: number): Player {
  return tapped(player, now, (current) => {
    if (current.slept === null) return current;
    const { live, at, tally } = current.slept;
    const paused: Player = { ...current, slept: null, pieceAt: now, tally, state: { at: "paused", live, pausedAt: at, why: "slept" } };
    return resume(paused, now);
  });
}

export function stop(player: Player, now: number, reason: string): Player {
  return tapped(player, now, (current, live) =>
    ({ ...current, tally: ended(current.tally, live, "stopped"), state: { at: "stopped", endedAt: now, reason } }));
}

/** A session found at the next start of the app: it waits where it was last seen. */
export function restored(player: Player): Player {
  const { state, seen } = player;
  if (isLive(state)) return { ...player, slept: null, state: { at: "paused", live: state, pausedAt: seen, why: "closed" } };
  if (state.at === "resuming") return { ...player, state: { at: "paused", live: state.live, pausedAt: state.pausedAt, why: "closed" } };
  return player;
}
