/** From the places that hurt to the muscles that drawings link to them. Pure. */
import type { Hurt, Library, Muscle } from "./library.ts";

export type HurtSide = "left" | "right";
export type Sign = Hurt["check_first"][number];

/** A place that hurts, by slug, on one side of the person or on both. */
export interface Aching {
  place: string;
  sides: HurtSide[];
}

/** Why a muscle is named: a chosen place, and what drawings show there. */
export interface Why {
  hurt: Hurt;
  rank: 1 | 2;
  text: string;
}

/** A muscle with its reasons, best first, and the sides of the places it is named for. */
export interface Found {
  muscle: Muscle;
  reasons: Why[];
  sides: HurtSide[];
}

const SIDES: readonly HurtSide[] = ["left", "right"];

/** The same choice with one place on one side turned on or off; the order is that of `hurts`. */
export function toggled(aching: readonly Aching[], hurts: readonly Hurt[], place: string, side: HurtSide): Aching[] {
  return hurts.flatMap(({ slug }) => {
    const now = aching.find((each) => each.place === slug)?.sides ?? [];
    const sides = SIDES.filter((each) => now.includes(each) !== (slug === place && each === side));
    return sides.length > 0 ? [{ place: slug, sides }] : [];
  });
}

/** A choice as a part of an address: "temple_l.eye_lr". */
export function writeAching(aching: readonly Aching[]): string {
  return aching.map(({ place, sides }) => `${place}_${sides.map((side) => side.charAt(0)).join("")}`).join(".");
}

/** Reads such a part; what is not known here is passed over. */
export function readAching(text: string, hurts: readonly Hurt[]): Aching[] {
  const written = new Map(text.split(".").map((part) => { const [place = "", sides = ""] = part.split("_"); return [place, sides] as const; }));
  return hurts.flatMap(({ slug }) => {
    const sides = SIDES.filter((side) => written.get(slug)?.includes(side.charAt(0)) === true);
    return sides.length > 0 ? [{ place: slug, sides }] : [];
  });
}

/** The signs to ask about first, the gravest first, each once. `age` null: not known, so those for an age are asked too. */
export function signsOf(hurts: readonly Hurt[], aching: readonly Aching[], age: number | null): Sign[] {
  const all = hurts.filter(({ slug }) => aching.some(({ place }) => place === slug)).flatMap(({ check_first }) => check_first);
  const asked = all.filter(({ from_age }) => from_age === undefined || age === null || age >= from_age);
  const once = asked.filter((sign, at) => asked.findIndex(({ text }) => text === sign.text) === at);
  return once.sort((a, b) => (a.action < b.action ? -1 : a.action > b.action ? 1 : 0));
}

function weight({ reasons }: Found): number {
  return reasons.reduce((sum, { rank }) => sum + 3 - rank, 0);
}

/**
 * The muscles for these places: those to treat, best first, and those that are the therapist's. A first choice counts
 * twice a second one, so a muscle that serves several places comes before one that serves one.
 */
export function findMuscles({ hurts, muscles }: Pick<Library, "hurts" | "muscles">, aching: readonly Aching[]): { treat: Found[]; ask: Found[] } {
  const found = new Map<string, Found>();
  for (const { place, sides } of aching) {
    const hurt = hurts.find(({ slug }) => slug === place);
    for (const { muscle: slug, rank, why } of hurt?.muscles ?? []) {
      const muscle = muscles.find((each) => each.slug === slug);
      if (hurt === undefined || muscle === undefined) continue;
      const before = found.get(slug) ?? { muscle, reasons: [], sides: [] };
      const reasons = [...before.reasons, { hurt, rank, text: why }].sort((a, b) => a.rank - b.rank);
      found.set(slug, { muscle, reasons, sides: SIDES.filter((side) => before.sides.includes(side) || sides.includes(side)) });
    }
  }
  const ranked = [...found.values()].sort((a, b) => weight(b) - weight(a) || (a.reasons[0]?.rank ?? 2) - (b.reasons[0]?.rank ?? 2));
  const own = ({ muscle }: Found): boolean => muscle.self_treated && muscle.step !== null;
  return { treat: ranked.filter(own), ask: ranked.filter((each) => !own(each)) };
}
