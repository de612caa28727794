/** The answers a person gave, and what follows from them. Pure. */
import { readEffect, type Effect } from "./effects.ts";
import type { Question, QuestionGroup, Safety } from "./library.ts";

export type Answers = Readonly<Record<string, "yes" | "no">>;
export type Action = Question["action"];

/** What was answered, and when it was last said to be true (UTC ms). */
export interface Answered {
  answers: Answers;
  confirmedAt: number;
  /** UTC ms of each yes that counts for some hours only. */
  given: Readonly<Record<string, number>>;
}

/** An effect with the words of the answer, or of the age, that it comes from. */
export interface Reason {
  effect: Effect;
  /** Question id, or "age", or "unscreened". */
  from: string;
  text: string;
}

export interface Verdict {
  /** The gravest action of all that was ticked. */
  action: Action;
  because: Question[];
  reasons: Reason[];
}

const GRAVITY: readonly Action[] = ["none", "D", "C", "B", "A"];
const HOUR_MS = 3_600_000;

/** Whole years at the end of this calendar year: the age that asks more rather than less. */
function ageIn(year: number, birthYear: number): number {
  return year - birthYear;
}

function ageHolds(rule: Safety["ages"][number], birthYear: number | null, year: number): boolean {
  if (birthYear === null) return false;
  const age = ageIn(year, birthYear);
  return rule.under === true ? age < rule.years : age >= rule.years;
}

/** The tick lists for a person; those of an age are left out only where the birth year says so. */
export function groupsFor(safety: Safety, birthYear: number | null, year: number): QuestionGroup[] {
  return safety.screening.groups.filter((group) => {
    const rule = safety.ages.find((age) => group.asked !== undefined && group.asked !== null && age.asks === group.asked);
    return rule === undefined || birthYear === null || ageHolds(rule, birthYear, year);
  });
}

/** The lists that still have an open question. */
export function groupsLeft(groups: readonly QuestionGroup[], answers: Answers): QuestionGroup[] {
  return groups.filter((group) => group.questions.some((question) => answers[question.id] === undefined));
}

/** The answers after one tick list: what is ticked is a yes, the rest of that list a no. */
export function answered(answers: Answers, group: QuestionGroup, ticked: ReadonlySet<string>): Answers {
  const given = group.questions.map((question) => [question.id, ticked.has(question.id) ? "yes" : "no"] as const);
  return { ...answers, ...Object.fromEntries(given) };
}

/** The questions whose yes counts at `now` (UTC ms); one with `hours` is forgotten after them. */
export function yesNow(safety: Safety, said: Answered, now: number): Question[] {
  const questions = safety.screening.groups.flatMap((group) => group.questions);
  return questions.filter((question) => {
    if (said.answers[question.id] !== "yes") return false;
    if (question.hours === undefined) return true;
    return now - (said.given[question.id] ?? said.confirmedAt) < question.hours * HOUR_MS;
  });
}

/** What an action means beyond its row: A and B close all, C leaves out pressing on head, neck and shoulders. */
function ofAction(action: Action): Effect[] {
  if (action === "A" || action === "B") return [{ rule: "no-routine" }];
  if (action === "C") return [{ rule: "no-touch", where: ["neck", "shoulder", "scalp", "face", "jaw"] }];
  return [];
}

/** What follows from the questions answered with yes. */
export function verdictOf(questions: readonly Question[]): Verdict {
  const gravest = questions.reduce((worst, { action }) => Math.max(worst, GRAVITY.indexOf(action)), 0);
  return {
    action: GRAVITY[gravest] ?? "A",
    because: [...questions],
    reasons: questions.flatMap((question) =>
      [...question.effects.map(readEffect), ...ofAction(question.action)]
        .map((effect) => ({ effect, from: question.id, text: question.text }))),
  };
}

/** What follows from age alone. */
export function ageReasons(safety: Safety, birthYear: number | null, year: number): Reason[] {
  return safety.ages.filter((rule) => ageHolds(rule, birthYear, year))
    .flatMap((rule) => rule.effects.map((slug) => ({ effect: readEffect(slug), from: "age", text: rule.text })));
}
