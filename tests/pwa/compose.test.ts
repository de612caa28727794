import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { compose, MINUTES, offered, type Minutes } from "../../pwa/src/core/compose.ts";
import { findMuscles, type Aching, type HurtSide } from "../../pwa/src/core/find.ts";
import { asRoutine, COMPOSED, MUSCLES } from "../../pwa/src/core/own.ts";
import { placesOf, presses, pressingSeconds, totalSeconds, touches } from "../../pwa/src/core/routine.ts";
import { content, Person } from "./person.ts";

const library = content();
const places = placesOf(library.safety);
const learned = (): Person => new Person(library).answered().played("first-time-learning");
const at = (place: string, ...sides: HurtSide[]): Aching => ({ place, sides: sides.length > 0 ? sides : ["left"] });

function round(who: Person, aching: readonly Aching[], minutes: Minutes) {
  const steps = compose(library, findMuscles(library, aching).treat, minutes, (routine) => who.asksFor(routine));
  return asRoutine(COMPOSED, { title: "", steps }, library);
}

const musclesOf = (steps: readonly { slug: string }[]): string[] => steps.map(({ slug }) => slug).filter((slug) => slug.startsWith(`${MUSCLES}/`)).map((slug) => slug.slice(MUSCLES.length + 1));

test("a round begins with a calm breath and ends with a gentle movement", () => {
  const { steps } = round(learned(), [at("temple")], 5);
  assert.deepEqual([steps[0]?.kind, steps.at(-1)?.kind], ["breath", "move"]);
  assert.ok(!touches(steps.at(-1) ?? { kind: "press" }));
});

test("in two minutes the best muscle fits, in ten more than in five", () => {
  const rounds = MINUTES.map((minutes) => musclesOf(round(learned(), [at("eye"), at("temple"), at("back-of-head")], minutes).steps));
  assert.equal(rounds[0]?.[0], "suboccipitals");
  assert.ok((rounds[0]?.length ?? 0) < (rounds[1]?.length ?? 0) && (rounds[1]?.length ?? 0) < (rounds[2]?.length ?? 0), JSON.stringify(rounds));
});

test("a left temple is treated on the left, both temples on both sides", () => {
  const roll = (aching: Aching) => round(learned(), [aching], 5).steps.find(({ slug }) => slug.endsWith("/upper-trapezius"))?.sides;
  assert.deepEqual([roll(at("temple", "left")), roll(at("temple", "right")), roll(at("temple", "left", "right"))], ["left", "right", "left-right"]);
});

test("the same places give the same round", () => {
  const aching = [at("temple", "right"), at("cheek")];
  assert.deepEqual(round(learned(), aching, 10), round(learned(), aching, 10));
});

test("a muscle that is ruled out makes room for the next one", () => {
  const careful = new Person(library).answered("X21").played("first-time-learning");
  const muscles = musclesOf(round(careful, [at("cheek"), at("eye")], 10).steps);
  assert.ok(!muscles.includes("masseter"), "a jaw that must not be pressed is left alone");
  assert.ok(muscles.includes("suboccipitals"));
});

test("before the safety check the round is named and locked, and says what is missing", () => {
  const newcomer = new Person(library);
  const routine = round(newcomer, [at("temple")], 5);
  assert.ok(musclesOf(routine.steps).length > 0);
  assert.equal(newcomer.lockOf(routine).why, "screening");
  assert.equal(new Person(library).answered().lockOf(routine).why, "first-lesson");
});

test("when today's pressing is used up, the round still names its muscles and leaves them out", () => {
  const tired = learned();
  for (let index = 0; index < 12; index += 1) tired.played("own", [{ places: [`place-${index}`], seconds: 60 }]);
  const routine = round(tired, [at("back-of-head")], 5);
  const answer = tired.asksFor(routine);
  assert.ok(musclesOf(routine.steps).length > 0);
  assert.ok(!answer.open || answer.plan.left.some(({ why }) => why === "day-full"));
});

test("more minutes are offered only where they hold more for the muscles", () => {
  const who = learned();
  const rounds = (aching: Aching[]) => new Map(MINUTES.map((minutes) => [minutes, compose(library, findMuscles(library, aching).treat, minutes, (routine) => who.asksFor(routine))]));
  assert.deepEqual(offered(rounds([at("back-of-head"), at("eye"), at("temple")])), [2, 5, 10]);
  assert.ok(!offered(rounds([at("top-of-head")])).includes(10));
});

const questions = library.safety.screening.groups.flatMap((group) => group.questions.map(({ id }) => id));
const aching = fc.subarray(library.hurts.map(({ slug }) => slug), { minLength: 1 }).chain((slugs) =>
  fc.tuple(...slugs.map((slug) => fc.subarray<HurtSide>(["left", "right"], { minLength: 1 }).map((sides) => at(slug, ...sides)))));

test("no round composed for any person reaches a forbidden step or is longer than asked for", () => {
  fc.assert(fc.property(
    aching, fc.constantFrom(...MINUTES), fc.subarray(questions, { maxLength: 3 }), fc.subarray(library.safety.micro.map(({ id }) => id), { maxLength: 1 }),
    fc.integer({ min: 1930, max: 2008 }), fc.boolean(), fc.boolean(), fc.integer({ min: 0, max: 700 }),
    (chosen, minutes, yes, micro, born, migraine, headache, pressed) => {
      const who = new Person(library).born(born);
      try { who.answered(...yes); } catch { return; }
      who.played("first-time-learning").played("other", [{ places: ["scalp-top"], seconds: pressed }]);
      who.migraine = migraine;
      who.headacheNow = headache;
      const routine = round(who, chosen, minutes);
      assert.ok(totalSeconds(routine.steps) <= minutes * 60 + 30);
      const answer = who.asksFor(routine, ...micro);
      if (!answer.open) return;
      const spots = new Map<string, number>();
      let day = pressed;
      for (const step of answer.plan.steps) {
        if (!touches(step)) continue;
        for (const slug of step.places) {
          const place = places.get(slug);
          assert.ok(place && !place.never && place.unlock === undefined, `${slug} is never touched`);
          const ceiling = !migraine ? place.ceiling : headache ? place.attack_ceiling : place.migraine_ceiling;
          assert.ok(step.level[1] <= ceiling, `${step.slug} ${step.level[1]} of ${ceiling}`);
          if (presses(step)) spots.set(slug, (spots.get(slug) ?? 0) + step.hold_seconds * step.reps);
        }
        day += pressingSeconds(step);
      }
      for (const [slug, seconds] of spots) assert.ok(seconds <= 90, `${slug} ${seconds}`);
      assert.ok(day <= 720 || day === pressed);
    },
  ), { numRuns: process.env["UNKNOT_SIZE"] === "full" ? 5000 : 250 });
});
