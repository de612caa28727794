/** 22 characters: 16 random (or derived) bytes, base64url. */
export type Id = string;
/** A local calendar day, "YYYY-MM-DD". */
export type Day = string;
export type Pain = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10;

export type Kind =
  | "headache" | "reading" | "dose" | "session" | "appointment" | "checkin" | "medicine"
  | "routine" | "plan" | "reminder" | "period" | "question" | "screening" | "settings";

/**
 * Fields every record has.
 *
 * `at`: UTC ms of what is recorded; `offset`: minutes east of UTC at entry; `on_day`: local date at entry, never
 * recomputed; `v`: schema version; `edited_at`: UTC ms stamp of the last edit; `alt`: kept losers of a merge by field.
 */
export interface Common {
  id: Id;
  kind: Kind;
  v: number;
  at: number;
  offset: number;
  on_day: Day;
  edited_at: number;
  alt?: Record<string, unknown[]>;
}

export interface Headache extends Common {
  kind: "headache";
  ended_at?: number;
  ended_offset?: number;
  note?: string;
  deleted?: never;
}

export interface Reading extends Common {
  kind: "reading";
  headache: Id;
  pain: Pain;
}

export interface PlayedStep {
  step: string;
  side: "left" | "right" | "both" | "middle" | "whole";
  seconds: number;
  level: number;
  places: string[];
  outcome: "done" | "skipped" | "not-found" | "stopped";
}

export interface Session extends Common {
  kind: "session";
  routine: string;
  content_version: string;
  ended_at: number;
  outcome: "finished" | "stopped";
  stop_reason?: string;
  before?: Pain;
  after?: Pain;
  headache?: Id;
  steps: PlayedStep[];
  reminder?: Id;
  /** Whether it left something sore; absent is not answered. Read it with `soreness`. */
  sore?: "no" | "yes";
  /** UTC ms of the answer, and of the last time that something was known to be sore. */
  sore_at?: number;
  sore_until?: number;
  /** Slugs of the places that were said; absent is all that it touched. */
  sore_places?: string[];
}

/** One a day: its id is derived from `on_day`. */
export interface Checkin extends Common {
  kind: "checkin";
  headache: "yes" | "no";
}

export interface Reminder extends Common {
  kind: "reminder";
  /** Random, different from every record id: all that the server knows of the reminder's identity. */
  rid: Id;
  routine?: string;
  title?: string;
  rule: string;
  start: Day;
  time: string;
  zone: { mode: "fixed" | "follow"; name: string };
  quiet: { from: string; to: string; then: "hold" | "silent" | "ring" } | null;
  follow_up: { after_minutes: number; times: number } | null;
  pause_until: Day | null;
  ttl_seconds: number;
  /** Nominal local time → what was answered; the last 14 only. */
  done: Record<string, "done" | "skipped" | "later">;
}

/** A step of the content, by name: of a routine, or of a muscle card (`from` is "muscles"). `hold` is seconds. */
export interface OwnStep {
  from: string;
  step: string;
  side?: "left" | "right";
  hold?: number;
  reps?: number;
}

/** A routine of one's own: the only words in it are its title. */
export interface OwnRoutine extends Common {
  kind: "routine";
  title: string;
  steps: OwnStep[];
}

/** One in all: its id is derived from "screening". */
export interface Screening extends Common {
  kind: "screening";
  answers: Record<string, "yes" | "no">;
  /** UTC ms at which a yes that counts for some hours only was given. */
  given?: Record<string, number>;
}

/** One in all: its id is derived from "settings". */
export interface Settings extends Common {
  kind: "settings";
  birth_year?: number;
  country?: string;
  theme?: "auto" | "light" | "dark" | "dim";
  voice?: boolean;
  sounds?: boolean;
  vibration?: boolean;
  migraine?: boolean;
  usual_aura?: boolean;
  known_aura?: boolean;
  dark_screen?: boolean;
  owns_pointer?: boolean;
  /** UTC ms at which a lock was opened by agreeing to its sentences; null: taken back. */
  therapist_knows?: number | null;
  neck_strap?: number | null;
  /** Limits of the day as agreed with a therapist; absent is what the content says. */
  press_minutes?: number;
  spot_times?: number;
  welcomed?: boolean;
  /** What to ask at the next visit. */
  therapist_questions?: string;
  [field: string]: unknown;
}

export type Entry =
  | Headache | Reading | Session | Checkin | Reminder | OwnRoutine | Screening | Settings
  | (Common & Record<string, unknown>);

export type NewEntry = Omit<Entry, "id" | "v" | "edited_at"> & { id?: Id };
