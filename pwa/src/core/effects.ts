/**
 * The rule slugs that a safety question carries in `content/safety.toml`, read into values.
 *
 * | slug                     | a yes means |
 * |--------------------------|-------------|
 * | `no-routine`             | nothing is played |
 * | `gentle-only`            | only routine R07 is played |
 * | `no-routine:R05`         | that routine is closed (code; several with commas) |
 * | `no-pressing`            | steps that press above 2/10 are left out everywhere |
 * | `no-region:neck`         | steps touching or stretching that region are left out (several with commas) |
 * | `no-places:li4,gb21`     | steps touching those skin places are left out |
 * | `no-targets:chin-tuck`   | steps for that muscle, point or movement are left out |
 * | `no-tool`                | no pointer or hook |
 * | `no-balls`               | no ball and no two balls |
 * | `no-stretch`             | stretches are left out |
 * | `ceiling:2`              | discomfort at most 2/10 everywhere |
 * | `ceiling:2:neck,scalp`   | the same in those regions only |
 * | `palm-strokes`           | every pressing step becomes slow strokes with the flat palm, at most 2/10 |
 * | `palm-strokes:gb21`      | the same on those places only |
 * | `half-dose`              | holds are halved |
 * | `migraine`               | the migraine ceilings of the places hold |
 *
 * An unknown slug closes everything: a newer content file is never read as a milder one.
 */
import type { Region } from "./library";

export type Effect =
  | { rule: "no-routine"; codes: string[] | null }
  | { rule: "gentle-only" | "no-pressing" | "no-tool" | "no-balls" | "no-stretch" | "half-dose" | "migraine" }
  | { rule: "no-region"; regions: Region[] }
  | { rule: "no-places"; places: string[] }
  | { rule: "no-targets"; targets: string[] }
  | { rule: "palm-strokes"; places: string[] | null }
  | { rule: "ceiling"; level: number; regions: Region[] | null };

const PLAIN = ["gentle-only", "no-pressing", "no-tool", "no-balls", "no-stretch", "half-dose", "migraine"] as const;

function listed(text: string | undefined): string[] | null {
  const items = (text ?? "").split(",").map((item) => item.trim()).filter((item) => item !== "");
  return items.length > 0 ? items : null;
}

/** Reads one rule slug; null when it is not known to this version. */
export function knownEffect(slug: string): Effect | null {
  const [rule, first, second] = slug.split(":");
  const plain = PLAIN.find((name) => name === rule);
  if (plain !== undefined) return { rule: plain };
  switch (rule) {
    case "no-routine": return { rule, codes: listed(first) };
    case "no-region": return { rule, regions: (listed(first) ?? []) as Region[] };
    case "no-places": return { rule, places: listed(first) ?? [] };
    case "no-targets": return { rule, targets: listed(first) ?? [] };
    case "palm-strokes": return { rule, places: listed(first) };
    case "ceiling": {
      const level = Number(first);
      if (first === undefined || !Number.isFinite(level)) return null;
      return { rule, level, regions: listed(second) as Region[] | null };
    }
    default: return null;
  }
}

/** Reads one rule slug; an unknown one closes every routine. */
export function readEffect(slug: string): Effect {
  return knownEffect(slug) ?? { rule: "no-routine", codes: null };
}
