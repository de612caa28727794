import { duration } from "./player.ts";

/** Words of the list of routines and of one routine. */
export const routines = {
  title: "Routines",
  intro: "Short rounds for head, neck and shoulders. They can ease tension. They do not cure headaches.",
  ready: "Open now",
  later: "Open later",
  laterIntro: "Each line says what is still missing.",
  minutes: (seconds: number) => (seconds < 60 ? "1 min" : `${Math.round(seconds / 60)} min`),
  length: (seconds: number) => duration(seconds),
  steps: (count: number) => (count === 1 ? "1 step" : `${count} steps`),
  adapted: "Adapted for you",
  locked: "Locked",
  how: "What you will do",
  often: "How often",
  notes: "Good to know",
  left: "Left out for you",
  start: "Start",
  startLocked: "What is missing",
  shorter: (seconds: number) => `${duration(seconds)} for you`,
  finding: "Finding each spot takes as long as you need. It is not in the minutes.",
  evidence: "What studies show",
  evidenceText: "Some people find it eases neck and head tension. Studies of hands-on trigger point treatment suggest a few fewer headaches a month, but the studies are weak, and the best-blinded one saw the same drop with a fake treatment.",
  unknown: "There is no routine of this name here.",
  all: "All routines",
  gone: "The routines are not on this phone yet. Connect once and try again.",
};
