import { naturalName } from "./derived.ts";
import { canonical, same } from "./equal.ts";
import type { Entry } from "./records.ts";

/** A record, or its tombstone (`dead`, without content). */
export interface Version {
  dead: boolean;
  data: Entry | null;
}

type Fields = Record<string, unknown>;
type Alternatives = Record<string, unknown[]>;

/** Maps that two phones fill independently: merged key by key, so that two answers do not look like a quarrel. */
const KEYED = new Set(["answers", "done"]);
/** Merged by rules of their own, never kept as alternatives. */
const RESERVED = new Set(["alt", "edited_at", "v"]);
/** When a one-per-day record was written says nothing that a person would miss. */
const UNASKED = new Set(["at", "offset", "on_day"]);

/**
 * Three-way merge of two versions of a record, field by field, fields of newer app versions included.
 *
 * A field that one side changed takes that side. Where both did, the later edit wins and the loser is kept in
 * `alt[field]`. An edit beats a deletion and says so by `alt.deleted`; a deletion stands only if the other side changed
 * nothing, alternatives included. Without `base` every value of both sides is kept. Symmetric in `mine` and `theirs`.
 */
export function merge(base: Version | null, mine: Version, theirs: Version): Version {
  if (!mine.data || !theirs.data) return mergeDeletion(base, mine, theirs);
  return { dead: false, data: mergeEntries(base?.data ?? null, mine.data, theirs.data) };
}

function mergeDeletion(base: Version | null, mine: Version, theirs: Version): Version {
  const alive = mine.data ?? theirs.data;
  if (!alive || (base && same(base.data, alive))) return { dead: true, data: null };
  return { dead: false, data: { ...alive, alt: { ...alive.alt, deleted: [true] } } };
}

function mergeEntries(base: Entry | null, mine: Entry, theirs: Entry): Entry {
  const [later, earlier] = isLater(mine, theirs) ? [mine, theirs] : [theirs, mine];
  const lost: [string, unknown[]][] = [];
  const isSingle = naturalName(later) !== undefined;
  const fields = mergeFields(base, later, earlier, (field, loser) => {
    if (!isSingle || !UNASKED.has(field)) lost.push([field, [loser]]);
  });
  const alt = withoutChosen(mergeAlternatives(base?.alt, later.alt, earlier.alt, Object.fromEntries(lost)), fields);
  return {
    ...(fields as Entry),
    v: Math.max(mine.v, theirs.v),
    edited_at: Math.max(mine.edited_at, theirs.edited_at),
    ...(Object.keys(alt).length > 0 && { alt }),
  };
}

/** A total order, so that both phones choose the same winner even when their stamps are equal. */
function isLater(a: Entry, b: Entry): boolean {
  return a.edited_at === b.edited_at ? canonical(a) >= canonical(b) : a.edited_at > b.edited_at;
}

function mergeFields(base: object | null, later: object, earlier: object, lose: (field: string, value: unknown) => void): Fields {
  const names = new Set([...Object.keys(later), ...Object.keys(earlier)]);
  const pairs: [string, unknown][] = [];
  for (const name of names) {
    if (RESERVED.has(name)) continue;
    const value = mergeField(name, base && { was: own(base, name) }, own(later, name), own(earlier, name), lose);
    if (value !== undefined) pairs.push([name, value]);
  }
  return Object.fromEntries(pairs);
}

function mergeField(
  name: string, base: { was: unknown } | null, later: unknown, earlier: unknown, lose: (field: string, value: unknown) => void,
): unknown {
  if (same(later, earlier)) return later;
  if (base && same(earlier, base.was)) return later;
  if (base && same(later, base.was)) return earlier;
  if (later === undefined) return earlier;
  if (earlier === undefined) return later;
  if (KEYED.has(name) && isMap(later) && isMap(earlier)) {
    const was = base && isMap(base.was) ? base.was : base && {};
    return mergeFields(was, later, earlier, (key, value) => lose(`${name}.${key}`, value));
  }
  lose(name, earlier);
  return later;
}

/** Added on either side or newly lost: kept. In the base and taken away on either side: resolved, gone. */
function mergeAlternatives(was: Alternatives = {}, a: Alternatives = {}, b: Alternatives = {}, lost: Alternatives = {}): Alternatives {
  const names = new Set([...Object.keys(a), ...Object.keys(b), ...Object.keys(lost)]);
  const pairs = [...names].map((name): [string, unknown[]] => {
    const keys = (source: Alternatives): Set<string> => new Set(list(source, name).map(canonical));
    const [inWas, inA, inB] = [keys(was), keys(a), keys(b)];
    const kept = [...list(a, name), ...list(b, name)].filter((value) => {
      const key = canonical(value);
      return (inA.has(key) && inB.has(key)) || !inWas.has(key);
    });
    return [name, distinct([...kept, ...list(lost, name)])];
  });
  return Object.fromEntries(pairs.filter(([, values]) => values.length > 0));
}

/** An alternative that has become the value itself is no alternative. */
function withoutChosen(alt: Alternatives, fields: Fields): Alternatives {
  const pairs = Object.entries(alt).map(([name, values]): [string, unknown[]] =>
    [name, values.filter((value) => !same(value, chosen(fields, name)))]);
  return Object.fromEntries(pairs.filter(([, values]) => values.length > 0));
}

function chosen(fields: Fields, name: string): unknown {
  const dot = name.indexOf(".");
  const map = dot > 0 ? own(fields, name.slice(0, dot)) : undefined;
  return isMap(map) ? own(map, name.slice(dot + 1)) : own(fields, name);
}

function distinct(values: unknown[]): unknown[] {
  const byText = new Map(values.map((value) => [canonical(value), value]));
  return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
}

function list(alternatives: Alternatives, name: string): unknown[] {
  const values = own(alternatives, name);
  return Array.isArray(values) ? values : [];
}

function isMap(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function own(object: object, name: string): unknown {
  return Object.hasOwn(object, name) ? (object as Fields)[name] : undefined;
}
