import { stepsPlayed } from "../core/played.ts";
import { isOver, type Player } from "../core/player.ts";
import type { Id, Pain, Session } from "../core/records.ts";
import type { Clock } from "../device/clock.ts";

/** A reminder that led here: its id and the wall time it was for ("2026-11-24T08:00"). */
export interface Occurrence {
  rid: Id;
  nominal: string;
}

/** What a session is for. */
export interface Purpose {
  headache?: Id;
  reminder?: Occurrence;
  before?: Pain;
  /** The screen stays near-black, with nothing to read; a tap anywhere does the one thing last said. */
  dark?: boolean;
}

/** A session on disk while it runs: never synced, one record at its end. */
export interface Running extends Purpose {
  id: Id;
  player: Player;
}

/** The diary's entry for a session, ended or cut off: one that was cut off ends when it was last seen. */
export function sessionOf({ id, player, before, headache, reminder }: Running, clock: Pick<Clock, "now" | "offsetAt" | "day">): Session {
  const at = player.startedAt ?? player.seen;
  const over = isOver(player.state) ? player.state : { at: "stopped" as const, endedAt: player.seen, reason: "closed" };
  return {
    id, kind: "session", v: 1, at, offset: clock.offsetAt(at), on_day: clock.day(at), edited_at: clock.now(),
    routine: player.plan.routine, content_version: player.plan.content_version, ended_at: over.endedAt,
    outcome: over.at, steps: stepsPlayed(player.plan, player.tally),
    ...(over.at === "stopped" ? { stop_reason: over.reason } : {}),
    ...(before === undefined ? {} : { before }), ...(headache === undefined ? {} : { headache }),
    ...(reminder === undefined ? {} : { reminder: reminder.rid }),
  };
}
