import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { canonical, same } from "../../pwa/src/core/equal.ts";
import { merge, type Version } from "../../pwa/src/core/merge.ts";
import type { Entry } from "../../pwa/src/core/records.ts";

const RUNS = process.env["UNKNOT_SIZE"] === "full" ? 10_000 : 500;
const FIELDS = ["note", "place", "unknown-field", "__proto__", "pain"];

function entry(fields: object): Entry {
  return { id: "monday", kind: "headache", v: 1, at: 1, offset: 60, on_day: "2026-11-23", edited_at: 10, ...fields } as unknown as Entry;
}
const alive = (fields: object): Version => ({ dead: false, data: entry(fields) });
const GONE: Version = { dead: true, data: null };

const value = fc.oneof(fc.integer({ min: 0, max: 4 }), fc.constantFrom("left", "right"), fc.constant(null), fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 2 }));
const fields = fc.dictionary(fc.constantFrom(...FIELDS), value);
const answers = fc.dictionary(fc.constantFrom("Q1", "Q2", "Q3"), fc.constantFrom("yes", "no"));
const version: fc.Arbitrary<Version> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ fields, answers, edited_at: fc.integer({ min: 0, max: 5 }), v: fc.integer({ min: 1, max: 2 }) })
    .map(({ fields: own, ...rest }) => alive({ ...rest, ...own })) },
  { weight: 1, arbitrary: fc.constant(GONE) },
);
const base = fc.option(version, { nil: null });

/** Every value that a version shows: its fields, the keys of its maps, and its alternatives. */
function shown({ data }: Version): Set<string> {
  const seen = new Set<string>();
  for (const [field, held] of Object.entries(data ?? {})) {
    if (field === "answers") for (const [key, answer] of Object.entries(held as object)) seen.add(`answers.${key}=${canonical(answer)}`);
    else if (field === "alt") for (const [name, values] of Object.entries(held as Record<string, unknown[]>)) for (const each of values) seen.add(`${name}=${canonical(each)}`);
    else if (!["v", "edited_at"].includes(field)) seen.add(`${field}=${canonical(held)}`);
  }
  return seen;
}

function check(name: string, law: (b: Version | null, one: Version, other: Version) => void): void {
  test(name, () => { fc.assert(fc.property(base, version, version, law), { numRuns: RUNS }); });
}

check("two phones come to the same record, whichever of them merges", (b, one, other) => {
  assert.ok(same(merge(b, one, other), merge(b, other, one)));
});

check("a value that either phone has written stays visible, as the value or as an alternative", (b, one, other) => {
  const before = b ? shown(b) : new Set();
  const result = shown(merge(b, one, other));
  if (one.dead || other.dead) return;
  for (const side of [one, other]) for (const each of shown(side)) assert.ok(before.has(each) || result.has(each), each);
});

check("merging the result once more changes nothing", (b, one, other) => {
  const once = merge(b, one, other);
  if (once.dead) return;
  assert.ok(same(merge(one, once, one), once));
  assert.ok(same(merge(other, once, other), once));
});

check("a phone that changed nothing takes what the other has", (b, one) => {
  if (b === null || one.dead || b.dead) return;
  const { data } = merge(b, b, one);
  for (const field of FIELDS) assert.ok(same(Object.entries(data ?? {}).find(([name]) => name === field), Object.entries(one.data ?? {}).find(([name]) => name === field)));
});

check("an edit beats a deletion, and a deletion of what nobody changed stands", (b, one) => {
  if (one.dead) return;
  const result = merge(b, one, GONE);
  assert.equal(result.dead, b !== null && same(b.data, one.data));
  if (!result.dead) assert.deepEqual(result.data?.alt?.["deleted"], [true]);
});

test("an alternative that nobody has settled is a change that a deletion must not take away", () => {
  const before = alive({ note: "after lunch" });
  assert.equal(merge(before, alive({ note: "after lunch", alt: { note: ["after dinner"] } }), GONE).dead, false);
});

test("a settled alternative stays settled on the other phone", () => {
  const before = alive({ note: "left", alt: { note: ["right"] } });
  const { data } = merge(before, alive({ note: "left" }), alive({ note: "left", alt: { note: ["right"] }, pain: 4 }));
  assert.equal(data?.alt, undefined);
});

test("two answers to different questions do not look like a quarrel", () => {
  const before = alive({ answers: { Q1: "no" } });
  const { data } = merge(before, alive({ answers: { Q1: "no", Q2: "yes" } }), alive({ answers: { Q1: "no", Q3: "no" } }));
  assert.deepEqual(data?.["answers" as keyof Entry], { Q1: "no", Q2: "yes", Q3: "no" });
  assert.equal(data?.alt, undefined);
});
