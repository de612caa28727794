/** Lives of a few days: whatever is answered, edited, agreed and played in whatever order, no forbidden step is reached. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { compose, MINUTES, type Minutes } from "../../pwa/src/core/compose.ts";
import { findMuscles } from "../../pwa/src/core/find.ts";
import type { Question, Routine, Step, Unlock } from "../../pwa/src/core/library.ts";
import { asRoutine, COMPOSED, MUSCLES } from "../../pwa/src/core/own.ts";
import type { OwnStep, PlayedStep } from "../../pwa/src/core/records.ts";
import { presses, sidesOf, touches, type Plan } from "../../pwa/src/core/routine.ts";
import { groupsFor } from "../../pwa/src/core/screening.ts";
import { afterTheLine, withSoreness, type Soreness } from "../../pwa/src/core/soreness.ts";
import { content, Person, routine, step } from "./person.ts";

const library = content();
const { safety } = library;
const HOUR = 3_600_000;
const places = new Map(safety.places.map((place) => [place.slug, place]));
const questions = safety.screening.groups.flatMap((group) => group.questions);
const LIMBS = ["hand", "forearm", "foot"], TOOLS = ["pointer", "hook", "ball", "two-balls"], HEAD = ["neck", "shoulder", "scalp", "face", "jaw"];

// What may happen

type Wanted = (who: Person) => Routine;
type Act = (who: Person) => void;

/** What should be closed comes up as often as all that is open. */
const anyPlace = fc.oneof(fc.constantFrom(...places.keys()), 
  fc.constantFrom(...safety.places.filter(({ never }) => never).map(({ slug }) => slug)), fc.constantFrom(...safety.places.filter(({ unlock }) => unlock).map(({ slug }) => slug)));
const anyStep: fc.Arbitrary<Step> = fc.record({
  slug: fc.string({ minLength: 1, maxLength: 3 }), kind: fc.constantFrom<Step["kind"]>("press", "rest-contact", "stroke", "move", "stretch"),
  places: fc.uniqueArray(anyPlace, { minLength: 1, maxLength: 2 }), sides: fc.constantFrom<Step["sides"]>("left-right", "both", "middle", "left"),
  tool: fc.constantFrom<Step["tool"]>("none", "fingers", "palm", "pincer", "pointer", "hook", "two-balls", "ball"), level: fc.constantFrom<[number, number]>([0, 0], [1, 1], [2, 3], [4, 5], [7, 9]),
  hold_seconds: fc.integer({ min: 0, max: 600 }), reps: fc.integer({ min: 1, max: 12 }), lying_flat: fc.boolean(),
  instead: fc.subarray<Step["tool"]>(["thumb", "pointer", "ball"], { maxLength: 2 }),
}).map((fields) => step(fields));
const lendable = [...library.routines.flatMap(({ slug, steps }) => steps.map((each) => ({ from: slug, step: each.slug }))), ...library.muscles.map(({ slug }) => ({ from: MUSCLES, step: slug }))];
/** Edited by hand, or by somebody who edits the file: any hold, any count. */
const ownStep: fc.Arbitrary<OwnStep> = fc.tuple(fc.constantFrom(...lendable), fc.record({
  side: fc.constantFrom<"left" | "right">("left", "right"), hold: fc.constantFrom(-5, 0, 1, 20, 45, 90, 9999, Number.NaN), reps: fc.constantFrom(-1, 0, 1, 3, 50),
}, { requiredKeys: [] })).map(([lent, edits]) => ({ ...lent, ...edits }));
const aching = fc.array(fc.record({ place: fc.constantFrom(...library.hurts.map(({ slug }) => slug)), sides: fc.constantFrom<("left" | "right")[]>(["left"], ["left", "right"]) }), { minLength: 1, maxLength: 3 });

const wanted: fc.Arbitrary<Wanted> = fc.oneof(
  fc.constantFrom(...library.routines).map((one) => () => one),
  fc.array(ownStep, { minLength: 1, maxLength: 8 }).map((steps) => () => asRoutine("own-a", { title: "Mine", steps }, library)),
  fc.tuple(aching, fc.constantFrom<Minutes>(...MINUTES)).map(([where, minutes]) => (who: Person) =>
    asRoutine(COMPOSED, { title: "", steps: compose(library, findMuscles(library, where).treat, minutes, (each) => who.asksFor(each)) }, library)),
  fc.array(anyStep, { minLength: 1, maxLength: 6 }).map((steps) => () => routine(steps, { slug: "from-elsewhere", needs_screening: true, unlock: ["screening"] })),
);

/** Mostly answers with which something stays open: a life that plays nothing proves nothing. */
const mild = questions.filter(({ effects, action }) => action !== "A" && action !== "B" && !effects.includes("gentle-only")).map(({ id }) => id);
const anyYes = fc.oneof({ weight: 4, arbitrary: fc.subarray(mild, { maxLength: 2 }) }, fc.subarray(questions.map(({ id }) => id), { maxLength: 2 }));
const anyTick = fc.oneof({ weight: 8, arbitrary: fc.constant(null) }, fc.constantFrom(...safety.micro.map(({ id }) => id)));

const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 1, arbitrary: anyYes.map((yes) => (who: Person) => {
    const asked = groupsFor(safety, who.birthYear, Number(who.today.slice(0, 4))).flatMap((group) => group.questions.map(({ id }) => id));
    who.answered(...yes.filter((id) => asked.includes(id)));
  }) },
  { weight: 2, arbitrary: fc.constant((who: Person) => { who.answered(); }) },
  { weight: 3, arbitrary: fc.constantFrom(0.2, 0.2, 1, 3, 13, 25, 50, 24 * 91).map((hours) => (who: Person) => { who.later(hours * HOUR); }) },
  fc.boolean().map((on) => (who: Person) => { who.headacheNow = on; }),
  fc.boolean().map((on) => (who: Person) => { who.migraine = on; }),
  { weight: 2, arbitrary: fc.subarray<Unlock>(["therapist-knows", "neck-strap-locks"]).map((agreed) => (who: Person) => { who.agreed = agreed; }) },
  fc.record({ seconds_per_day: fc.constantFrom(0, 300, 900, 1200, 1e9, Number.NaN, -1), times_per_day: fc.constantFrom(0, 2, 4, 99, Number.NaN) }, { requiredKeys: [] })
    .map((limits) => (who: Person) => { who.agreedLimits = limits; }),
  fc.boolean().map((ticked) => (who: Person) => {
    const changed = afterTheLine(who.sessions, ticked, who.now, safety.after_care);
    who.sessions = who.sessions.map((session) => changed.find(({ id }) => id === session.id) ?? session);
  }),
  { weight: 2, arbitrary: fc.tuple(fc.nat(9), fc.constantFrom<Soreness>("no", "over", "now"), fc.boolean()).map(([at, said, one]) => (who: Person) => {
    who.sessions = who.sessions.map((session, index) => index !== at ? session
      : withSoreness(session, said, who.now, one ? session.steps.flatMap((each) => each.places).slice(0, 1) : undefined));
  }) },
  { weight: 2, arbitrary: fc.boolean().map((fine) => (who: Person) => {
    who.played("first-time-learning").played("gentle").played("desk-break").played("gentle");
    if (fine) who.fine();
  }) },
  { weight: 12, arbitrary: fc.tuple(wanted, anyTick, fc.boolean()).map(([make, tick, breaksOff]) => (who: Person) => {
    const micro = tick === null ? [] : [tick];
    const chosen = make(who);
    const answer = who.asksFor(chosen, ...micro);
    if (!answer.open) return;
    forbidden(answer.plan, chosen, who, micro.map((id) => who.question(id)));
    const steps = answer.plan.steps.flatMap((each) => sidesOf(each).map((side): Partial<PlayedStep> => ({
      step: each.slug, side, seconds: each.hold_seconds * each.reps, level: touches(each) ? each.level[1] : 0, places: touches(each) ? each.places : [],
      outcome: "done",
    })));
    if (breaksOff && steps.length > 1) steps.splice(1, 1, { ...steps[1], outcome: "stopped" });
    who.played(chosen.slug, steps);
  }) },
);

// What must never be, read from the rows once more and without the code under test

function active(who: Person, ticked: readonly Question[]): Question[] {
  const said = who.known().screening;
  const lasting = questions.filter(({ id, hours }) => said?.answers[id] === "yes" && (hours === undefined || who.now - (said.given[id] ?? said.confirmedAt) < hours * HOUR));
  return [...lasting, ...ticked];
}

function ageEffects(who: Person): string[] {
  const age = Number(who.today.slice(0, 4)) - (who.birthYear ?? 1900);
  return safety.ages.filter(({ years, under }) => under === true ? age < years : age >= years).flatMap(({ effects }) => effects);
}

const inside = (each: Step, where = ""): boolean => where === "" || each.places.some((slug) => where.split(",").some((name) => name === slug || name === places.get(slug)?.region));

function forbidsStep(effect: string, each: Step): boolean {
  const [rule, first = "", second = ""] = effect.split(":");
  switch (rule) {
    case "no-touch": return touches(each) && inside(each, first);
    case "no-moves": return ["move", "stretch"].includes(each.kind) && inside(each, first);
    case "no-stretch": return each.kind === "stretch";
    case "no-tool": return ["pointer", "hook"].includes(each.tool);
    case "no-balls": return ["ball", "two-balls"].includes(each.tool);
    case "no-lying-flat": return each.lying_flat;
    case "palms-only": return touches(each) && inside(each, first) && !["none", "palm", "app"].includes(each.tool);
    case "max-level": return touches(each) && inside(each, second) && each.level[1] > Number(first);
    default: return false;
  }
}

function forbidden(plan: Plan, chosen: Routine, who: Person, ticked: readonly Question[]): void {
  const now = active(who, ticked);
  const effects = [...now.flatMap((row) => row.effects), ...ageEffects(who)];
  const said = who.known().screening;
  const attack = who.headacheNow && (who.migraine || effects.includes("no-pressing-in-attack"));
  const migraine = who.migraine || effects.includes("migraine");
  assert.ok(!effects.includes("no-routine") && now.every(({ action }) => action !== "A" && action !== "B"), "plays although a doctor comes first");
  assert.ok(!effects.includes("gentle-only") || chosen.slug === "gentle", "plays more than Gentle");
  assert.ok(!chosen.needs_screening || (said !== null && who.now - said.confirmedAt <= 90 * 24 * HOUR), "plays without a check that is still true");
  for (const unlock of ["therapist-knows", "neck-strap-locks"] as const) assert.ok(!chosen.unlock.includes(unlock) || who.agreed.includes(unlock), `plays behind ${unlock}`);
  const whole = who.sessions.filter(({ routine: slug, sore }) => ["desk-break", "gentle"].includes(slug) && sore === "no");
  assert.ok(!chosen.unlock.includes("soreness-free-3") || whole.length >= 3, "plays without three soreness-free rounds");
  const sore = who.sessions.filter((session) => session.sore === "yes" && who.now - (session.sore_until ?? 0) < 48 * HOUR)
    .flatMap((session) => session.sore_places ?? session.steps.flatMap((each) => each.seconds > 0 ? each.places : []));
  const today = who.sessions.filter(({ on_day }) => on_day === who.today);
  const left = today.flatMap((session) => session.steps.filter(({ outcome }) => outcome === "stopped").flatMap((each) => each.places));
  const pressedToday = today.map((session) => session.steps.filter(({ level, seconds }) => level > 2 && seconds > 0));
  const counts = (slug: string): boolean => !LIMBS.includes(places.get(slug)?.region ?? "");
  const before = pressedToday.flat().filter((each) => each.places.some(counts)).reduce((sum, { seconds }) => sum + seconds, 0);
  const { seconds_per_day = NaN, times_per_day = NaN } = who.agreedLimits;
  const day = (seconds_per_day >= 0 ? Math.min(seconds_per_day, 1200) : 720) / (effects.includes("half-dose") ? 2 : 1);
  const times = times_per_day >= 0 ? Math.min(times_per_day, 4) : 3;
  const spots = new Map<string, number>();
  let added = 0;
  for (const each of plan.steps) {
    const effect = effects.find((one) => forbidsStep(one, each));
    assert.equal(effect, undefined, `${each.slug} is played against ${effect}`);
    if (!touches(each)) continue;
    for (const slug of each.places) {
      const place = places.get(slug) ?? assert.fail(`${slug} is no place`);
      assert.ok(!place.never, `${slug} is never touched`);
      assert.ok(place.unlock === undefined || chosen.unlock.includes(place.unlock), `${slug} is behind a lock`);
      assert.ok(each.level[1] <= Math.min(6, attack ? place.attack_ceiling : migraine ? place.migraine_ceiling : place.ceiling), `${slug} at ${each.level[1]}`);
      assert.ok(!TOOLS.includes(each.tool) || place.tools?.includes(each.tool), `${each.tool} at ${slug}`);
      assert.ok(!sore.includes(slug), `${slug} is sore`);
      assert.ok(!left.includes(slug), `${slug} was left today`);
      assert.ok(said !== null || !["neck", "scalp"].includes(place.region), `${slug} before the check`);
      assert.ok(now.every(({ action }) => action !== "C") || !HEAD.includes(place.region), `${slug} with a sign for a doctor soon`);
      if (!presses(each)) continue;
      spots.set(slug, (spots.get(slug) ?? 0) + each.hold_seconds * each.reps);
      if (counts(slug)) assert.ok(pressedToday.filter((steps) => steps.some((one) => one.places.includes(slug))).length < times, `${slug} too often`);
    }
    if (presses(each) && each.places.some(counts)) added += each.hold_seconds * each.reps * sidesOf(each).length;
  }
  for (const [slug, seconds] of spots) assert.ok(seconds <= (counts(slug) ? 90 : 120), `${slug} for ${seconds} s`);
  assert.ok(Number.isFinite(added) && (added === 0 || before + added <= day), `${before} + ${added} s of ${day}`);
}

test("no sequence of answers, agreements, edits and rounds, own and composed ones too, reaches a forbidden step", () => {
  const born = fc.oneof({ weight: 3, arbitrary: fc.constant(1990) }, fc.constantFrom(null, 1950, 1965, 1976, 2010));
  fc.assert(fc.property(born, fc.boolean(), fc.array(act, { minLength: 8, maxLength: 30 }), (year, checked, acts) => {
    const who = new Person(library).born(year);
    if (checked) who.answered();
    for (const each of acts) each(who);
  }), { numRuns: process.env["UNKNOT_SIZE"] === "full" ? 10_000 : 300 });
});
