import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { fitting } from "../../pwa/src/core/browse.ts";
import { findMuscles, readAching, signsOf, toggled, writeAching, type Aching, type HurtSide } from "../../pwa/src/core/find.ts";
import { content } from "./person.ts";

const library = content();
const { hurts } = library;
const hurting = (...places: string[]): Aching[] => places.map((each) => ({ place: each.split(" ")[0] ?? "", sides: (each.split(" ")[1] ?? "left").split("+") as HurtSide[] }));
const found = (...places: string[]) => findMuscles(library, hurting(...places));
const names = (list: readonly { muscle: { slug: string } }[]): string[] => list.map(({ muscle }) => muscle.slug);

test("every one of the nine places leads to a muscle that a person may treat", () => {
  assert.equal(hurts.length, 9);
  for (const { slug } of hurts) assert.ok(found(slug).treat.length > 0, slug);
});

test("a temple leads first to trapezius and temporalis, then to the second choices, each with its reason", () => {
  const { treat } = found("temple");
  assert.deepEqual(names(treat), ["upper-trapezius", "temporalis", "suboccipitals", "splenius-cervicis", "semispinalis-capitis"]);
  assert.deepEqual(treat.map(({ reasons }) => reasons[0]?.rank), [1, 1, 2, 2, 2]);
  assert.ok(treat.every(({ reasons }) => reasons[0]?.text !== ""));
});

test("of a temple and an eye, the muscle that serves both comes first and says so", () => {
  const { treat } = found("temple", "eye");
  assert.deepEqual([treat[0]?.muscle.slug, treat[0]?.reasons.map(({ hurt }) => hurt.slug)], ["upper-trapezius", ["temple", "eye"]]);
  assert.ok(names(treat).indexOf("suboccipitals") < names(treat).indexOf("masseter"));
});

test("the neck strap and the deep jaw muscle are named for the therapist and never among those to treat", () => {
  assert.deepEqual(names(found("top-of-head").ask), ["sternocleidomastoid"]);
  assert.deepEqual(names(found("ear-or-jaw").ask), ["lateral-pterygoid", "neck-strap-rear"]);
  for (const { slug } of hurts) assert.ok(found(slug).treat.every(({ muscle }) => muscle.self_treated && muscle.step !== null));
});

test("a muscle for the left temple and the right eye is treated on both sides", () => {
  assert.deepEqual(found("temple left", "eye right").treat[0]?.sides, ["left", "right"]);
  assert.deepEqual(found("temple right").treat[0]?.sides, ["right"]);
});

test("before an eye the emergency signs are asked, the gravest first", () => {
  const signs = signsOf(hurts, hurting("eye"), 36);
  assert.equal(signs[0]?.action, "A");
  assert.match(signs.map(({ text }) => text).join(), /double vision/u);
  assert.deepEqual(signs.map(({ action }) => action), [...signs.map(({ action }) => action)].sort());
});

test("the signs of the temple artery are asked from 50 on, and of a person whose age is not known", () => {
  assert.deepEqual(signsOf(hurts, hurting("temple"), 49), []);
  assert.deepEqual(signsOf(hurts, hurting("temple"), 50).map(({ action }) => action), ["A", "B"]);
  assert.equal(signsOf(hurts, hurting("temple"), null).length, 2);
});

test("a sign that belongs to several places is asked once", () => {
  const texts = signsOf(hurts, hurting("eye", "side-band", "back-of-head"), 60).map(({ text }) => text);
  assert.equal(new Set(texts).size, texts.length);
});

test("any choice comes back from its address as it was", () => {
  const choice = fc.array(fc.record({ place: fc.constantFrom(...hurts.map(({ slug }) => slug)), side: fc.constantFrom<HurtSide>("left", "right") }), { maxLength: 12 });
  fc.assert(fc.property(choice, (taps) => {
    const aching = taps.reduce<Aching[]>((chosen, { place, side }) => toggled(chosen, hurts, place, side), []);
    assert.deepEqual(readAching(writeAching(aching), hurts), aching);
  }));
});

test("an address that somebody bent chooses nothing that is not there", () => {
  assert.deepEqual(readAching("temple_x.nose_l._.eye.constructor_l.cheek_rl", hurts), [{ place: "cheek", sides: ["left", "right"] }]);
});

test("the second tap on a place takes it back", () => {
  const once = toggled([], hurts, "eye", "left");
  assert.deepEqual(once, [{ place: "eye", sides: ["left"] }]);
  assert.deepEqual(toggled(once, hurts, "eye", "left"), []);
});

const any = { minutes: null, where: null, tool: null, muscle: null };
const listed = (wanted: Partial<typeof any> | Parameters<typeof fitting>[1]): string[] =>
  library.routines.flatMap((routine) => fitting(routine, { ...any, ...wanted }) ?? []).map(({ slug }) => slug);

test("the list is made shorter by minutes, place, tool and muscle", () => {
  assert.deepEqual(listed({}), library.routines.map(({ slug }) => slug));
  assert.deepEqual(listed({ ...any, tool: "two-balls" }), ["two-balls"]);
  assert.ok(listed({ ...any, minutes: 2 }).includes("gentle"));
  assert.ok(listed({ ...any, where: "bed" }).includes("pre-sleep") && !listed({ ...any, where: "bed" }).includes("desk-break"));
  assert.ok(listed({ ...any, muscle: "masseter" }).includes("jaw-temple"));
  assert.ok(!listed({ ...any, tool: "none" }).includes("pointer"));
});

test("what is listed for two minutes lasts about two minutes", () => {
  for (const routine of library.routines) {
    const version = fitting(routine, { ...any, minutes: 2 });
    assert.ok(version === null || version.seconds <= 150, routine.slug);
  }
});
