import type { Saying } from "../../core/cues.ts";
import type { Eased, PlannedStep, PlayedSide } from "../../core/routine.ts";

const SIDES: Record<PlayedSide, string> = { left: "Left side", right: "Right side", both: "Both sides", middle: "", whole: "" };
const PLURALS = new Intl.PluralRules("en");
const of = (count: number, one: string, other: string): string => `${count} ${PLURALS.select(count) === "one" ? one : other}`;

/** "3 min", "1 min 20 s", "40 s": how long something takes. */
export function duration(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const rest = Math.round(seconds % 60);
  if (minutes === 0) return `${rest} s`;
  return rest === 0 ? `${minutes} min` : `${minutes} min ${rest} s`;
}

/** The same for ears: "1 minute 20 seconds". */
export function spokenDuration(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const rest = Math.round(seconds % 60);
  const parts = [minutes > 0 ? of(minutes, "minute", "minutes") : "", rest > 0 || minutes === 0 ? of(rest, "second", "seconds") : ""];
  return parts.filter((part) => part !== "").join(" ");
}

function level(reach: number): string {
  if (reach <= 1) return "Only resting";
  return `Up to ${reach} out of 10`;
}

/** What was changed about a step, as one short sentence. */
const eased: Record<Eased, string> = {
  rest: "For you: only rest there. Do not press.",
  lighter: "For you: lighter than usual.",
  shorter: "For you: a shorter hold.",
};

function ofStep(steps: readonly PlannedStep[], index: number): string {
  const step = steps[index];
  if (step === undefined) return "";
  // The step's own sentence names a level; where it was lowered, the lowered one is said.
  if (step.eased === "rest") return `${step.title}. Find the place, then only rest your hand there. Do not press.`;
  if (step.eased === "lighter") return `${step.title}. ${eased[step.eased]} ${level(step.level[1])}.`;
  return step.cue;
}

const withSide = (side: PlayedSide, text: string): string => (side === "left" || side === "right" ? `${SIDES[side]}. ${text}` : text);

/** What the voice says, or a screen reader where there is no voice of our own. */
function say(saying: Saying, steps: readonly PlannedStep[]): string {
  switch (saying.what) {
    case "step": return withSide(saying.side, ofStep(steps, saying.step));
    case "find": return withSide(saying.side, `${ofStep(steps, saying.step)} Take your time to find the spot.`);
    case "hold": return saying.level > 2 ? `Hold for ${saying.seconds} seconds. Ease off if it is over ${saying.level} out of ten.` : `Hold for ${saying.seconds} seconds.`;
    case "half": return `${of(saying.seconds, "second", "seconds")} left.`;
    case "release": return "Let go and rest.";
    case "other-side": return saying.side === "right" ? "Change to the right side." : "Change to the other side.";
    case "paused": return "Paused.";
    case "resuming": return "Going on.";
    case "finished": return "That was the last step. Well done.";
  }
}

/** Words of the player, spoken and on screen. */
export const player = {
  say, level, eased,
  sample: "This is how a cue sounds.",
  show: { title: "Show me once", next: "Next" },
  dark: {
    switch: "Dark screen, nothing to read",
    ways: "Dark screen. A tap anywhere starts a hold, pauses and goes on. The strip at the bottom stops.",
    paused: "Paused. A tap goes on.",
    silent: "This phone can give no voice, tone or vibration here, so nothing will lead you in the dark. Use the bright screen.",
    bright: "Bright screen again",
  },
  side: SIDES,
  phase: {
    app: "Read in your own time", finding: "Find the spot", "get-ready": "Get ready", holding: "Hold", resting: "Let go and rest",
    switching: "Change sides", paused: "Paused", resuming: "Going on",
  },
  move: { breath: "Breathe", press: "Hold", "rest-contact": "Rest there", stroke: "Stroke slowly", move: "Move", stretch: "Stretch", relax: "Relax", look: "Look", app: "Read" },
  stepOf: (step: number, count: number) => `Step ${step} of ${count}`,
  repOf: (rep: number, count: number) => `${rep} of ${count}`,
  next: (title: string) => `Next: ${title}`,
  last: "This is the last step.",
  seconds: (count: number) => of(count, "second", "seconds"),
  left: (count: number) => `${of(count, "second", "seconds")} left`,
  restInstead: "Find the place, then only rest your hand there. Do not press, squeeze or rub.",
  usualWay: "Where is the place?",
  found: "Found it, start",
  goOnApp: "Go on",
  pause: "Pause",
  resume: "Go on",
  back: "Back",
  skip: "Skip",
  notFound: "Not found today",
  stop: "Stop",
  reach: "Cannot reach it?",
  noClock: "Take your time. The clock starts when you say so.",
  autoFind: "The hold starts by itself.",
  practice: "Light first. A familiar ache is fine. Over 6 out of 10 is too much.",
  slept: (seconds: number) => `Your phone slept for ${spokenDuration(seconds)}. The clock ran on, and those steps do not count as done.`,
  sleptPaused: "Your phone slept, so the routine waited here.",
  closedPaused: "You were here when Unknot was closed.",
  rewind: "Back to where it slept",
  cues: "Cues",
  voice: "Voice", sounds: "Soft tones", vibration: "Vibration",
  hear: "Hear a cue",
  noVoice: "This phone has no voice of its own for this. Soft tones and the screen lead you.",
  noSound: "The sound could not be opened. Please watch the screen.",
  noCues: "Voice and tones are both off. Please watch the screen.",
  screenSleeps: "Your phone may switch the screen off. Touch it now and then, or set a longer screen time.",
  on: "on", off: "off",
  finishing: "Saving …",
  stopTitle: "Why do you stop?",
  stopIntro: "The clock waits. What you did is kept.",
  stopStay: "Do not stop, go on",
  emergencyLink: "Emergency signs and numbers",
  leaveSpot: "Leave this spot and go on",
  finishHere: "Finish here",
  stopBack: "Choose another reason",
  after: {
    finishedTitle: "Done",
    finished: (title: string) => `You finished ${title}.`,
    lookedThrough: (title: string) => `You looked through ${title}. Nothing was held, so it does not count as a round.`,
    stoppedTitle: "Finished here",
    stopped: "A part of a round is a round too. It counts.",
    thirdSpot: "Three spots would not settle today. That is enough. Let them rest for a day or two.",
    summary: (steps: number, seconds: number) => `${of(steps, "step", "steps")} · ${duration(seconds)} of holding and moving`,
    pain: "How strong is the pain in your head now?",
    savedNow: "Saved in your diary.",
    failed: "This round is not saved yet. It is kept on this phone.",
    tryAgain: "Save it now",
    sore: "Tender to the touch for a day or two is normal. Longer than three days, a spreading bruise, a weak arm or new dizziness: see a doctor.",
    done: "Done",
    without: "Done, without a number",
    toDiary: "See it in the diary",
  },
  missing: "No routine is running.",
};
export type PlayerWords = typeof player;
