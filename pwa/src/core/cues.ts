/** What a person hears and feels during a step, and when. Pure: all cues of a step are known at its start. */
import { awake, isLive, isOver, liveOf, type Live, type Player } from "./player.ts";
import { sideAt, stepAt } from "./played.ts";
import { sidesOf, type PlayedSide } from "./routine.ts";

/** Three families of soft tones: something begins, something goes on, something ends. */
export type Tone = "begin" | "half" | "count" | "switch" | "end-again" | "end-step" | "end-all" | "remind";

/** One sentence to be said; the words are in words/en/player. */
export type Saying =
  | { what: "step"; step: number; side: PlayedSide }
  | { what: "find"; step: number; side: PlayedSide }
  | { what: "hold"; seconds: number; level: number }
  | { what: "half"; seconds: number }
  | { what: "release" }
  | { what: "other-side"; side: PlayedSide }
  | { what: "paused" } | { what: "resuming" } | { what: "finished" };

export interface Cue {
  /** UTC ms. */
  at: number;
  tone?: Tone;
  say?: Saying;
  /** Screen readers are told too; the rest would only chatter. */
  milestone?: true;
}

/** A hold shorter than this has no half-time word and no 3-2-1. */
export const SHORT_HOLD_MS = 10_000;
/** Half time is said from this length on. */
const HALF_FROM_MS = 20_000;
/** While a spot is looked for, a quiet sign of life this often. */
const REMIND_MS = 15_000;
const REMINDERS = 20;
/** A cue that is later than this is not caught up. */
export const LATE_MS = 1_500;

type Holding = Extract<Live, { at: "holding" | "resting" }>;

function holdCues(player: Player, live: Holding, endsAt: number): Cue[] {
  const step = stepAt(player.plan, live);
  const ms = endsAt - live.startedAt;
  if (ms <= 0) return [];
  const quiet = step.reps > 2 && ms < SHORT_HOLD_MS;
  const start: Cue = { at: live.startedAt, tone: "begin" };
  if (live.rep === 0) start.say = { what: "hold", seconds: Math.round(ms / 1000), level: step.level[1] };
  const cues: Cue[] = [start];
  if (ms >= HALF_FROM_MS) {
    cues.push({ at: live.startedAt + ms / 2, tone: "half", say: { what: "half", seconds: Math.round(ms / 2000) }, milestone: true });
  }
  if (ms >= SHORT_HOLD_MS) for (const left of [3, 2, 1]) cues.push({ at: endsAt - left * 1000, tone: "count" });
  const end = endTone(player, live);
  const release: Cue = { at: endsAt, tone: end };
  if (!quiet && end === "end-again" && step.rest_seconds > 0) release.say = { what: "release" };
  return [...cues, release];
}

/** The end of a hold sounds by what follows: once more here, another step, or nothing. */
function endTone(player: Player, live: Holding): Tone {
  const step = stepAt(player.plan, live);
  if (live.rep + 1 < step.reps || live.side + 1 < sidesOf(step).length) return "end-again";
  return live.step + 1 < player.plan.steps.length ? "end-step" : "end-all";
}

/** The cues of one state, from its start to its end. */
function stateCues(player: Player, live: Live): Cue[] {
  const side = sideAt(player.plan, live);
  switch (live.at) {
    case "app": return [{ at: live.startedAt, say: { what: "step", step: live.step, side }, milestone: true }];
    case "finding": {
      const until = live.endsAt ?? live.startedAt + REMIND_MS * REMINDERS;
      const reminders = Array.from({ length: REMINDERS }, (_, index): Cue => ({ at: live.startedAt + (index + 1) * REMIND_MS, tone: "remind" }));
      return [{ at: live.startedAt, say: { what: "find", step: live.step, side }, milestone: true }, ...reminders.filter(({ at }) => at < until)];
    }
    case "get-ready": {
      const said = stepAt(player.plan, live).find;
      return said ? [] : [{ at: live.startedAt, say: { what: "step", step: live.step, side }, milestone: true }];
    }
    case "switching": return [{ at: live.startedAt, tone: "switch", say: { what: "other-side", side }, milestone: true }];
    case "resting": return [];
    case "holding": {
      const opens = stepAt(player.plan, live).ready_seconds === 0 && live.rep === 0 && live.side === 0 && !stepAt(player.plan, live).find;
      const said: Cue[] = opens ? [{ at: live.startedAt, say: { what: "step", step: live.step, side }, milestone: true }] : [];
      const cues = live.endsAt === null ? [] : holdCues(player, live, live.endsAt);
      return [...said, ...(opens ? cues.map(silenced) : cues)];
    }
  }
}

/** The step's own sentence is being said: the tone alone marks the start of the hold. */
function silenced(cue: Cue): Cue {
  if (cue.say?.what !== "hold") return cue;
  const { say: _, ...rest } = cue;
  return rest;
}

/**
 * All cues from `now` (UTC ms) to the next tap that the step needs, or to its end. Sorted; nothing that is past.
 * Follows the machine itself, so that what is heard can never differ from what is played.
 */
export function schedule(player: Player, now: number): Cue[] {
  const cues: Cue[] = [];
  let next = player;
  const first = liveOf(next.state)?.step;
  for (;;) {
    const { state } = next;
    if (state.at === "resuming") {
      cues.push({ at: state.startedAt, say: { what: "resuming" }, milestone: true });
    } else if (!isLive(state) || state.step !== first) break;
    else cues.push(...stateCues(next, state));
    const endsAt = state.endsAt;
    if (endsAt === null) break;
    next = awake(next, endsAt);
    if (isOver(next.state)) { cues.push({ at: endsAt, say: { what: "finished" }, milestone: true }); break; }
  }
  return cues.filter(({ at }) => at >= now - LATE_MS).sort((a, b) => a.at - b.at);
}
