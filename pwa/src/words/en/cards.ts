import type { Evidence, NoGo } from "../../core/library.ts";

const grades: Record<Evidence, string> = {
  high: "Strong studies: several good ones agree.",
  moderate: "Fair studies: new ones may still change the picture.",
  low: "Weak studies: the truth may be different.",
  "very-low": "Very weak studies: take it as a hint.",
  "no-difference": "Tested: it did no more than what it was compared with.",
  tradition: "Tradition: a map drawn by experts. Not tested.",
  untested: "Not tested: we found no study that asked this.",
};

const noGo: Record<NoGo, string> = {
  carotid: "neck artery", throat: "throat", eyes: "eyes", spine: "bones of the spine",
  "collar-hollow": "hollow above the collar bone", "ear-hollow": "hollow behind the ear lobe",
};

/** Words of the cards of muscles and points. */
export const cards = {
  grades,
  unknown: "There is no card of this name here.",
  side: "Which side", left: "Left", right: "Right",
  find: "Find it", press: "Press it", care: "Take care",
  pain: "Where its pain may be felt", like: "It can feel like this:",
  lookOnly: "For looking only. Do not press here by yourself.",
  level: (low: number, high: number) => (high <= 1 ? "Only resting: 1 out of 10." : low === high ? `At most ${high} out of 10.` : `${low} to ${high} out of 10.`),
  known: "How sure is this", sources: (count: number) => (count === 1 ? "1 source" : `${count} sources`),
  legend: "What the drawing shows",
  muscle: "the muscle", zone: "pain most often", "zone-wide": "pain less often", line: "a line to find the place by",
  spot: "press here", into: "press here, straight in", look: "look only", arrow: "press this way",
  never: (places: readonly NoGo[]) => `never press: ${places.map((place) => noGo[place]).join(", ")}`,
  open: "About this place",
};
