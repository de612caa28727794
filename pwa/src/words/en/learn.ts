import type { Consequence } from "../../core/consequences.ts";
import type { Rule } from "../../core/effects.ts";
import type { ArticleGroup } from "../../core/reading.ts";

const groups: Record<ArticleGroup, string> = { basics: "Start here", methods: "The methods", you: "Around it" };

const rules: Record<Rule, string> = {
  "no-routine": "No routine opens",
  "gentle-only": "Only the gentle routine opens",
  "no-touch": "Not touched",
  "no-moves": "Not moved",
  "palms-only": "Flat palms only",
  "max-level": "At most",
  "no-stretch": "No stretches",
  "no-tool": "No pointer and no hook",
  "no-balls": "No balls",
  "no-lying-flat": "Nothing lying flat on the back",
  "migraine": "The lower limits for migraine",
  "no-pressing-in-attack": "Hands only rest on head and neck during an attack",
  "half-dose": "Half the seconds and half the minutes a day",
  "ask-first": "Asked to talk to a doctor or midwife first",
  "say-emergency-signs": "The emergency signs are shown before each round",
};

/** One rule with its places, as a clinician would note it. */
function rule({ rule: name, where, level }: Consequence): string {
  const text = level === undefined ? rules[name] : `${rules[name]} ${level} out of 10`;
  return where.length === 0 ? text : `${text}: ${where.join("; ")}`;
}

/** Words of the articles, the glossary, and the page for a therapist. */
export const learn = {
  groups,
  title: "Learn",
  intro: "Short reads. Under each part it says how sure anyone can be.",
  linkText: "What pressing, massage and needles do, and what they do not",
  minutes: (minutes: number) => `${minutes} min`,
  minutesLong: (minutes: number) => `${minutes} min to read`,
  more: "More",
  fair: "Why a good month can fool you",
  unknown: "There is no article of this name here.",
  all: "All articles",
  sources: "Sources",
  sourcesOf: (count: number) => (count === 1 ? "1 source" : `${count} sources`),
  next: "Read next",
  meaning: "What it means",
  words: {
    title: "Words", text: "40 words in plain language",
    find: "Find a word", count: (count: number) => (count === 1 ? "1 word" : `${count} words`), none: "No word fits. Try fewer letters.",
  },
  therapist: {
    title: "For my therapist or doctor", text: "One page to show or print",
    about: (day: string) => `From Unknot, ${day}`,
    does: "What I do between visits",
    doesText: "I do short guided rounds with the app Unknot: light pressing by hand, easy moves and slow breathing. Before each round it asks about warning signs.",
    limits: (minutes: number, seconds: number, times: number) => [
      `At most ${minutes} minutes of pressing a day, ${seconds} seconds on a spot, ${times} times a day`,
      "At most 6 out of 10 anywhere, 4 on the back of the neck, 3 on head and face; less with migraine",
      "Nothing on the front or side of the neck, the throat, the eyes or the spine; no powered devices",
    ],
    days: "My last 28 days",
    answers: "My safety answers",
    answered: (day: string) => `Answered on ${day}`,
    unanswered: "The safety check is not done yet.",
    nothing: "I ticked none of the warning signs or illnesses.",
    born: (year: number) => `Born ${year}`,
    migraine: "I have migraine",
    effects: "What Unknot does because of them",
    rule,
    closed: "Routines that are closed now",
    rounds: "Rounds in the last 28 days",
    noRounds: "No rounds yet.",
    done: (rounds: number, minutes: number) => `${rounds === 1 ? "1 round" : `${rounds} rounds`}, ${minutes} min held`,
    strongest: (level: number) => (level === 0 ? "no pressing" : `up to ${level} out of 10`),
    felt: (before: string, after: string, rounds: number) => `pain ${before} before, ${after} after (mean of ${rounds})`,
    questions: "What I want to ask",
    questionsField: "My questions",
    questionsHelp: "It stays on your devices and stands on the page when you print it.",
    starters: ["Which kind of headache do I have?", "Is there a place that I should leave out?", "May I do this, and how often?"],
    keep: "Keep my questions", kept: "Kept.",
    answerSpace: "Notes",
    print: "Print or save as a file",
    honest: "Headaches rise and fall by themselves. These numbers do not show what helped.",
  },
};
