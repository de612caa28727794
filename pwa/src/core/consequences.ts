/** What follows from the answers, for a person who treats: each rule once, with all its places. Pure. */
import type { Rule } from "./effects.ts";
import type { Place } from "./library.ts";
import type { Reason } from "./screening.ts";

/** `where`: titles of places and names of regions; empty means everywhere. `level`: the ceiling there (0-10). */
export interface Consequence { rule: Rule; where: string[]; level?: number }

/** The rules of all reasons in the order they came; a rule that counts everywhere once needs no places. */
export function consequencesOf(reasons: readonly Pick<Reason, "effect">[], places: readonly Pick<Place, "slug" | "title">[]): Consequence[] {
  const found = new Map<string, Consequence>();
  const titles = new Map(places.map(({ slug, title }) => [slug, title]));
  for (const { effect } of reasons) {
    const level = "level" in effect ? { level: effect.level } : {};
    const key = `${effect.rule} ${level.level ?? ""}`;
    const where = "where" in effect && effect.where !== null ? effect.where.map((slug) => titles.get(slug) ?? slug) : [];
    const before = found.get(key);
    const everywhere = where.length === 0 || before?.where.length === 0;
    found.set(key, { rule: effect.rule, where: everywhere ? [] : [...new Set([...(before?.where ?? []), ...where])], ...level });
  }
  return [...found.values()];
}
