/** One routine for the muscles that were found: a calm breath, the best muscles that fit, a gentle movement. Pure. */
import type { Found } from "./find.ts";
import type { Library, Routine, Step, Version } from "./library.ts";
import { asRoutine, asStep, COMPOSED, MUSCLES } from "./own.ts";
import type { OwnStep } from "./records.ts";
import { GENTLE, type Allowed } from "./safety.ts";

export type Minutes = Version["minutes"];
export const MINUTES: readonly Minutes[] = [2, 5, 10];
/** Seconds of the breath at the beginning. */
const BREATH: Record<Minutes, number> = { 2: 20, 5: 30, 10: 60 };
/** As much longer as a version of a routine may be. */
const SLACK_SECONDS = 30;

/** The frame that the gentle routine lends: its breath and its movement. */
function frame({ routines }: Library, minutes: Minutes): { first: OwnStep[]; last: OwnStep[] } {
  const steps = routines.find(({ slug }) => slug === GENTLE)?.steps ?? [];
  const [breath, move] = [steps.find(({ kind }) => kind === "breath"), steps.filter(({ kind }) => kind === "move").at(-1)];
  return {
    first: breath ? [{ from: GENTLE, step: breath.slug, hold: BREATH[minutes] }] : [],
    last: move ? [{ from: GENTLE, step: move.slug }] : [],
  };
}

/** A muscle's step in its full dose, and in one repetition where that is shorter. */
function doses({ muscle, sides }: Found): OwnStep[] {
  const [side] = sides;
  const whole: OwnStep = { from: MUSCLES, step: muscle.slug, ...(sides.length === 1 && side !== undefined ? { side } : {}) };
  return muscle.step !== null && muscle.step.reps > 1 ? [whole, { ...whole, reps: 1 }] : [whole];
}

/**
 * The steps of one round of these minutes, `found` best first. `play` says what a person may play of a routine now: a
 * muscle that would be left out makes room for the next. Where nothing may be played, the best are named all the same,
 * so that the person sees what is missing.
 */
export function compose(library: Library, found: readonly Found[], minutes: Minutes, play: (routine: Routine) => Allowed): OwnStep[] {
  const open = gathered(library, found, minutes, (routine) => {
    const answer = play(routine);
    if (answer.open) return answer.plan.steps;
    return answer.lock.why === "nothing-left" || answer.lock.why === "budget" ? [] : routine.steps;
  });
  return open.some(({ from }) => from === MUSCLES) ? open : gathered(library, found, minutes, ({ steps }) => steps);
}

function gathered(library: Library, found: readonly Found[], minutes: Minutes, played: (routine: Routine) => readonly Step[]): OwnStep[] {
  const { first, last } = frame(library, minutes);
  let chosen: OwnStep[] = [];
  const fits = (added: OwnStep): boolean => {
    const routine = asRoutine(COMPOSED, { title: "", steps: [...first, ...chosen, added, ...last] }, library);
    const kept = played(routine).some(({ slug }) => slug === asStep(added, library)?.slug);
    return kept && routine.seconds <= minutes * 60 + SLACK_SECONDS;
  };
  for (const each of found) {
    const dose = doses(each).find(fits);
    if (dose !== undefined) chosen = [...chosen, dose];
  }
  return [...first, ...chosen, ...last];
}

/** The minutes worth offering: each with more for the muscles than the one before. */
export function offered(rounds: ReadonlyMap<Minutes, readonly OwnStep[]>): Minutes[] {
  const muscles = (minutes: Minutes): string => JSON.stringify(rounds.get(minutes)?.filter(({ from }) => from === MUSCLES));
  return MINUTES.filter((minutes, at) => at === 0 || muscles(minutes) !== muscles(MINUTES[at - 1] ?? minutes));
}
