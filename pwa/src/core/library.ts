/**
 * The content the build writes into `content.<lang>.json`: routines, muscles, skin places and
 * safety data. The shapes here are the ones `server/library.py` checks and writes.
 */

/** How the two sides of the body are played; `both` presses both at once, `left-right` one after the other; one side alone in own routines only. */
export type Side = "left-right" | "both" | "middle" | "whole" | "left" | "right";

/** What touches the body; `app` is a step on the screen only. */
export type Tool = "none" | "fingers" | "thumb" | "palm" | "pincer" | "pointer" | "hook" | "ball" | "two-balls" | "app";

export type StepKind = "breath" | "press" | "rest-contact" | "stroke" | "move" | "stretch" | "relax" | "look" | "app";

/** One line of a routine. `text` is what to do in 1-3 short sentences, `cue` one spoken sentence. */
export interface Step {
  slug: string;
  title: string;
  text: string;
  cue: string;
  kind: StepKind;
  /** Slug of a muscle, point or movement. */
  target: string | null;
  /** Slugs of the skin places the step touches. */
  places: string[];
  sides: Side;
  tool: Tool;
  /** Other tools that do the same; played where `tool` is ruled out. */
  instead: Tool[];
  /** Lowest and highest discomfort meant, 0-10. */
  level: [number, number];
  /** An untimed find phase comes first. */
  find: boolean;
  hands: "one" | "both" | "none";
  ready_seconds: number;
  hold_seconds: number;
  reps: number;
  rest_seconds: number;
  switch_seconds: number;
  figures: Picture[];
  /** Names of what the person does: one picture, or the start and the end. */
  poses: string[];
  /** What to do for "cannot reach it?". */
  reach: string | null;
  /** Pictures of that other way. */
  reach_poses: string[];
  /** Done lying flat on the back. */
  lying_flat: boolean;
}

/**
 * A marked place in a view's 1000 x 1000 box; left and right are the person's own. Without `mark` it is a place to touch;
 * `look` must never look like one (the neck strap), `move` is a part that moves, `feel` is where a stretch is felt.
 */
export interface Spot { x: number; y: number; r: number; side: "left" | "right" | "middle"; mark?: "look" | "move" | "feel" }

/**
 * SVG path data drawn for the person's left and mirrored for the right: the muscle, where its pain is felt most often
 * (`zone`) and less often (`zone-wide`), or an open `line` to find the place by. "middle" is drawn once.
 */
export interface Shape { kind: "muscle" | "zone" | "zone-wide" | "line"; side: "left" | "middle"; d: string }

/** Which way to press, for the person's left: the arrow's tip, and where it points in degrees (0 right, 90 down). */
export interface Arrow { x: number; y: number; towards: number; side: "left" | "middle" }

/** An outline nobody presses; see `Figures.no_go`. */
export type NoGo = "carotid" | "throat" | "eyes" | "spine" | "collar-hollow" | "ear-hollow";

/** A body view with its spots. Views of one half of the body show the left one. */
export interface Picture {
  view: View;
  spots: Spot[];
  alt: string;
  shapes?: Shape[];
  /** "into" is straight into the body. */
  press?: Arrow[] | "into";
  no_go?: NoGo[];
  /** The part that is shown: x, y and size in the view's box. */
  zoom?: [number, number, number];
}

export type View =
  | "front" | "back" | "side" | "quarter-front" | "quarter-back" | "top" | "upper-back"
  | "hand-back" | "forearm-inner" | "forearm-outer" | "foot";

/** A shorter form of a routine: some of its steps, each with its full dose. */
export interface Version {
  minutes: 2 | 5 | 10;
  seconds: number;
  /** Slugs of the steps kept. */
  steps: string[];
}

/** What has to be done before a routine opens. */
export type Unlock = "screening" | "first-lesson" | "soreness-free-3" | "therapist-knows" | "neck-strap-locks";

/** Where a routine can be done. */
export type Where = "desk" | "bed" | "dark-room";

export interface Routine {
  slug: string;
  code: string;
  title: string;
  purpose: string;
  frequency: string;
  /** Most rounds a day; null is no limit. */
  per_day: number | null;
  /** 2 is every second day at most; null is no such limit. */
  every_days: number | null;
  /** The same in the week after its first round. */
  first_week_every_days: number | null;
  /** Least hours from one round to the next; null is no such limit. */
  hours_between: number | null;
  where: Where[];
  /** Shortest first; the whole is not among them. */
  versions: Version[];
  notes: string[];
  pressing: boolean;
  needs_screening: boolean;
  needs_first_lesson: boolean;
  /** All that has to be done before it opens; the two flags above are read from here. */
  unlock: Unlock[];
  /** Whole length with sides, repetitions and switches. */
  seconds: number;
  steps: Step[];
  sources: string[];
}

/** How well a card's claims are founded; `tradition` is a map by experts only, `untested` what nobody has tested. */
export type Evidence = "high" | "moderate" | "low" | "very-low" | "no-difference" | "tradition" | "untested";

/** A muscle card, or a point card: a point is found and pressed in the same way. */
export interface Muscle {
  slug: string;
  code: string;
  title: string;
  plain: string;
  landmark: string;
  referral: string;
  looks_like: string;
  technique: string;
  places: string[];
  evidence: Evidence;
  pictures: Picture[];
  level: [number, number];
  cautions: string[];
  /** Treats it in a routine composed for a person; null where it is not treated by oneself. */
  step: Step | null;
  /** What studies found, in words; null where there are none. */
  known: string | null;
  sources: string[];
  self_treated: boolean;
}

export interface Movement {
  slug: string;
  code: string;
  title: string;
  text: string;
  dose: string;
  caution: string;
  evidence: Evidence;
  known: string | null;
  pictures: Picture[];
  /** One name if it is still, else start and end. */
  poses: string[];
  sources: string[];
}

/** A tool card; its slug is the name a step uses, but for `fingers` (the hands) and `wall` (for a ball to lean on). */
export interface ToolCard {
  slug: string;
  code: string;
  title: string;
  plain: string;
  use: string;
  /** Slugs of the places where it may press. */
  places: string[];
  /** In words. */
  never: string[];
  level: [number, number];
  how_hard: string;
  household: string;
  care: string;
  evidence: Evidence;
  known: string;
  pictures: Picture[];
  sources: string[];
}

/** A place that hurts, with the muscles that drawings link to it, best first. The spots of its pictures are for tapping. */
export interface Hurt {
  slug: string;
  title: string;
  /** Signs to ask about first; with `from_age` only from that age on. */
  check_first: { text: string; action: "A" | "B" | "C" | "D"; from_age?: number; source: string[] }[];
  muscles: { muscle: string; rank: 1 | 2; why: string; sources: string[] }[];
  pictures: Picture[];
}

export type Region = "neck" | "shoulder" | "scalp" | "face" | "jaw" | "hand" | "forearm" | "foot" | "trunk";

/** A place on the skin: locks and ceilings (0-10) attach here, never to names of muscles or points. */
export interface Place {
  slug: string;
  title: string;
  region: Region;
  ceiling: number;
  migraine_ceiling: number;
  attack_ceiling: number;
  /** Never pressed, whatever the answers. */
  never: boolean;
  /** What may press here besides the hands. */
  tools?: Tool[];
  /** Only a routine with this lock may touch it. */
  unlock?: Unlock;
}

/** A yes/no question; `effects` are read by core/effects. `hours`: a yes counts so long, then it is forgotten. */
export interface Question {
  id: string;
  group: string;
  text: string;
  help?: string;
  action: "A" | "B" | "C" | "D" | "none";
  effects: string[];
  hours?: number;
  source: string[];
}

/** What an age alone means: below `years` when `under`, else from that birthday on. `asks`: the group then added. */
export interface AgeRule {
  years: number;
  under?: boolean;
  text: string;
  effects: string[];
  asks?: string;
}

export interface QuestionGroup {
  slug: string;
  title: string;
  intro: string;
  /** Asked only when an age line names it. */
  asked?: string | null;
  questions: Question[];
}

export interface StopReason {
  id: string;
  text: string;
  then: "emergency" | "doctor-today" | "spot" | "today" | "log";
}

export interface EmergencyPage {
  signs: string[];
  /** By ISO 3166-1 alpha-2 country. */
  numbers: Record<string, { emergency: string; advice?: string; crisis?: string }>;
  fallback: string[];
}

/** The day's limits; `agreed` is how far they may be raised in agreement with a therapist. */
export interface Budget {
  seconds_per_day: number;
  seconds_per_spot: number;
  times_per_day: number;
  agreed: { text: string; seconds_per_day: number; times_per_day: number };
}

/** What is left to do for a lock: sentences to agree to, or whole rounds of some routines. */
export interface UnlockRow {
  slug: Unlock;
  title: string;
  text: string;
  confirm: string[];
  /** Slugs. */
  routines: string[];
  rounds: number;
}

/** What is normal after pressing, what is not, and what follows: `worse` of `worse_of` rounds leave the gentle one only. */
export interface AfterCare {
  sore_rest_hours: number;
  sore_doctor_hours: number;
  worse: number;
  worse_of: number;
  worse_text: string;
  /** With this spot that will not settle a round ends. */
  unsettled_spots: number;
  /** Days on which the emergency signs are shown after manipulation. */
  watch_days: number;
  normal: string[];
  borderline: string[];
  doctor: string[];
}

export interface Safety {
  /** Effects that hold until the screening is done. */
  unscreened: string[];
  /** One sentence for each effect, said where a step is left out or changed. */
  effects: { slug: string; why: string }[];
  ages: AgeRule[];
  /** What to do, by action letter and by what a stop reason leads to. */
  advice: Record<string, string>;
  places: Place[];
  micro: Question[];
  screening: { groups: QuestionGroup[] };
  stop_reasons: StopReason[];
  emergency: EmergencyPage;
  budget: Budget;
  unlocks: UnlockRow[];
  after_care: AfterCare;
  again: { days: number; when: string[] };
  proposals: { id: string; text: string; source: string }[];
}

export interface Library {
  locale: "en";
  version: string;
  routines: Routine[];
  muscles: Muscle[];
  points: Muscle[];
  movements: Movement[];
  tools: ToolCard[];
  hurts: Hurt[];
  /** What each pose shows, in words. */
  poses: Record<string, string>;
  safety: Safety;
  sources: Record<string, { title: string; where: string; kind: "paper" | "guideline" | "manual" | "web" | "own" }>;
}

/** SVG path data of one body view, viewBox 0 0 1000 1000. */
export interface FigureView {
  skin: string;
  tones: string[];
  line: string;
  edge: string;
}

export interface Figures {
  version: string;
  views: Record<View, FigureView>;
  /** Path data of what nobody presses, by view. */
  no_go: Partial<Record<View, Partial<Record<NoGo, string>>>>;
}

/** SVG path data of what a person does, viewBox 0 0 1000 1000, drawn for the left side; fills are drawn and outlined in this order. */
export interface PoseDrawing {
  fills: Partial<Record<"second" | "cloth" | "skin" | "tool", string>>;
  tones: string[];
  line: string;
}

export interface Poses {
  version: string;
  poses: Record<string, PoseDrawing>;
}
