/**
 * The effects of a safety answer, as `content/safety.toml` writes them (`slug`, `slug:value`, `slug:value:where`),
 * read into values. `where` holds skin places and regions; null means everywhere.
 */

export type Effect =
  | { rule: "no-touch" | "no-moves"; where: string[] | null }
  | { rule: "palms-only"; where: string[] | null }
  | { rule: "max-level"; level: number; where: string[] | null }
  | { rule: PlainRule };

const PLAIN = [
  "no-routine", "gentle-only", "no-stretch", "no-tool", "no-balls", "no-lying-flat",
  "migraine", "no-pressing-in-attack", "half-dose", "ask-first", "say-emergency-signs",
] as const;
export type PlainRule = (typeof PLAIN)[number];
export type Rule = Effect["rule"];

function listed(text: string | undefined): string[] | null {
  const items = (text ?? "").split(",").map((item) => item.trim()).filter((item) => item !== "");
  return items.length > 0 ? items : null;
}

/** Reads one effect; null when this version does not know it. */
export function knownEffect(slug: string): Effect | null {
  const [rule, first, second] = slug.split(":");
  const plain = PLAIN.find((name) => name === rule);
  if (plain !== undefined) return { rule: plain };
  switch (rule) {
    case "no-touch": case "no-moves": case "palms-only": return { rule, where: listed(first) };
    case "max-level": {
      const level = Number(first);
      return first === undefined || !Number.isFinite(level) ? null : { rule, level, where: listed(second) };
    }
    default: return null;
  }
}

/** Reads one effect; an unknown one closes every routine, so newer content is never read as milder than it is. */
export function readEffect(slug: string): Effect {
  return knownEffect(slug) ?? { rule: "no-routine" };
}
