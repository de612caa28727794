import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { knownEffect } from "../../pwa/src/core/effects.ts";
import type { Step, Unlock } from "../../pwa/src/core/library.ts";
import { placesOf, presses, sidesOf, touches } from "../../pwa/src/core/routine.ts";
import { standingOf } from "../../pwa/src/core/safety.ts";
import { answered, groupsFor, groupsLeft, verdictOf } from "../../pwa/src/core/screening.ts";
import { attackRound, content, Person, routine, step } from "./person.ts";

const library = content();
const person = (): Person => new Person(library);
const places = placesOf(library.safety);
const region = (slug: string): string => places.get(slug)?.region ?? "";
const slugs = (steps: readonly { slug: string }[]): string[] => steps.map(({ slug }) => slug);
const pointer = routine([step({ slug: "pointer", tool: "pointer", places: ["shoulder-top"] }), step({ slug: "rolls", kind: "move", places: [], level: [0, 0], tool: "none" })]);

test("every effect in the content is understood by this version", () => {
  const { micro, screening, ages, unscreened } = library.safety;
  const all = [...micro, ...screening.groups.flatMap((group) => group.questions), ...ages].flatMap((row) => row.effects);
  assert.deepEqual([...all, ...unscreened].filter((slug) => knownEffect(slug) === null), []);
});

test("an effect of a newer version closes the routine instead of being passed over", () => {
  const { action, reasons } = verdictOf([{ id: "new", group: "", text: "", action: "none", effects: ["no-bouncing"], source: [] }]);
  assert.equal(action, "none");
  assert.deepEqual(reasons[0]?.effect, { rule: "no-routine" });
});

test("before the safety check, Gentle and Posture reset are open without touching neck, scalp and temples", () => {
  const newcomer = person();
  for (const slug of ["gentle", "posture-reset"]) {
    const touched = newcomer.plays(slug).filter(touches).flatMap(({ places }) => places);
    assert.deepEqual(touched.filter((place) => ["neck", "scalp"].includes(region(place)) || place === "temple"), [], slug);
  }
});

test("before the safety check, Desk break and the first lesson are closed and say how many lists are left", () => {
  const lock = person().lockOf("desk-break");
  assert.deepEqual(lock, { why: "screening", lists: 6 });
  assert.equal(person().lockOf("first-time-learning").why, "screening");
});

test("a check that was left half-way counts what was answered and keeps Desk break closed", () => {
  const groups = groupsFor(library.safety, 1990, 2026);
  const first = groups[0];
  assert.ok(first);
  const answers = answered({}, first, new Set());
  assert.equal(groupsLeft(groups, answers).length, groups.length - 1);
  const standing = standingOf(library.safety, { ...person().known(), screening: { answers, confirmedAt: 0, given: {} } });
  assert.equal(standing.screened, false);
});

test("a person who ticked nothing plays the whole Desk break", () => {
  assert.equal(person().answered().plays("desk-break").length, 5);
});

test("a person of 17 gets no routine, not even Gentle", () => {
  assert.equal(person().born(2009).answered().lockOf("gentle").why, "age");
});

test("a person whose year of birth is unknown has not finished the check", () => {
  assert.equal(person().born(null).answered().lockOf("desk-break").why, "screening");
});

test("at 50 the list of the temple artery is asked, also of someone who answered all others at 49", () => {
  const forty = person().born(1977).answered();
  assert.ok(forty.asksFor("desk-break").open);
  const fifty = forty.days(60); // January 2027
  assert.deepEqual(fifty.lockOf("desk-break"), { why: "screening", lists: 1 });
});

test("at 36 the list of the temple artery is not asked", () => {
  assert.ok(!groupsFor(library.safety, 1990, 2026).some((group) => group.slug === "fifty"));
});

test("a new temple headache at 50 closes everything and means a doctor today; changed sight means the emergency number", () => {
  const temple = person().born(1970).answered("Q14").lockOf("gentle");
  assert.deepEqual(temple.why === "advice" && temple.action, "B");
  const sight = person().born(1970).answered("Q14a").lockOf("gentle");
  assert.deepEqual(sight.why === "advice" && sight.action, "A");
});

test("at 65 balls are left out and hands are not", () => {
  const balls = step({ slug: "balls", tool: "two-balls", places: ["under-skull-ledge"], sides: "both", level: [3, 3] });
  const both = routine([balls, step({ slug: "hands" })]);
  assert.deepEqual(slugs(person().born(1962).answered().plays(both)), ["balls", "hands"]);
  assert.deepEqual(slugs(person().born(1961).answered().plays(both)), ["hands"]);
});

test("after 90 days the answers are asked to be confirmed before a pressing routine; Gentle stays open", () => {
  const later = person().answered().days(91);
  assert.equal(later.lockOf("desk-break").why, "recheck");
  assert.ok(later.asksFor("gentle").open);
  assert.ok(person().answered().days(89).asksFor("desk-break").open);
});

test("a grave row closes everything even if its effects were forgotten", () => {
  for (const action of ["A", "B"] as const) {
    const { reasons } = verdictOf([{ id: "new", group: "", text: "", action, effects: [], source: [] }]);
    assert.deepEqual(reasons.map(({ effect }) => effect), [{ rule: "no-routine" }]);
  }
});

test("a place that is never pressed stays closed even if its ceiling says otherwise", () => {
  const safety = { ...library.safety, places: library.safety.places.map((place) => (place.slug === "front-of-neck" ? { ...place, ceiling: 4, migraine_ceiling: 4, attack_ceiling: 4 } : place)) };
  const who = new Person({ ...library, safety }).answered();
  assert.deepEqual(slugs(who.plays(routine([step({ slug: "throat", places: ["front-of-neck"] }), step({ slug: "roll" })]))), ["roll"]);
});

// Just before a routine

test("a person with a usual aura reaches the routine for an attack", () => {
  const aura = person().answered("X19", "aura");
  aura.headacheNow = true;
  assert.deepEqual(slugs(aura.plays(attackRound)), ["settle", "wrist", "hand", "neck-rest"]);
});

test("a stiff neck alone is no line to tick, and Desk break opens", () => {
  const lines = library.safety.micro.filter(({ text }) => /stiff/i.test(text));
  assert.ok(lines.every(({ text }) => /fever/i.test(text)));
  assert.ok(person().answered().asksFor("desk-break").open);
});

test("a new numb arm leads to the emergency page, and no routine is open with it", () => {
  const numb = person().answered();
  assert.equal(verdictOf([numb.question("m2")]).action, "A");
  assert.match(numb.question("m2").text, /numb/);
  for (const { slug } of library.routines) assert.equal(numb.lockOf(slug, "m2").why, "advice");
});

test("the worst headache, and fever with a stiff neck, lead to the emergency page", () => {
  for (const id of ["m1", "m3"]) assert.equal(verdictOf([person().question(id)]).action, "A");
});

test("fever alone, a new kind of headache, a knock or new neck pain close every routine today", () => {
  for (const id of ["m4", "m5", "m6", "m7"]) assert.equal(person().answered().lockOf("gentle", id).why, "advice", id);
});

test("still sore from last time leaves Gentle only", () => {
  assert.equal(person().answered().lockOf("desk-break", "m8").why, "gentle-only");
  assert.ok(person().answered().asksFor("gentle", "m8").open);
});

test("the gravest of several ticks decides", () => {
  const two = [person().question("m8"), person().question("m4"), person().question("m1")];
  assert.equal(verdictOf(two).action, "A");
});

// The rows of the check

test("signs for the emergency number and for a doctor today close every routine", () => {
  for (const group of library.safety.screening.groups.slice(0, 2)) {
    for (const { id } of group.questions) {
      for (const { slug } of library.routines) assert.equal(person().answered(id).lockOf(slug).why, "advice", `${id} ${slug}`);
    }
  }
});

test("signs for a doctor soon leave out all touching of head, neck and shoulders, and leave movement", () => {
  for (const id of ["Q6", "Q2", "Q7", "Q8", "X04"]) {
    const steps = person().answered(id).plays("desk-break");
    assert.deepEqual(steps.filter(touches), [], id);
    assert.ok(slugs(steps).includes("blade-squeeze"), id);
  }
});

test("after whiplash the chin tuck is left out too", () => {
  assert.ok(!slugs(person().answered("X04").plays("desk-break")).includes("chin-tuck"));
});

test("pain-killers on ten days a month are a word, not a lock", () => {
  assert.equal(person().answered("Q16").plays("desk-break").length, 5);
});

test("blood thinners leave Gentle only, with nothing above 2/10 and no tool", () => {
  const thinned = person().answered("X01");
  assert.equal(thinned.lockOf("desk-break").why, "gentle-only");
  assert.ok(thinned.plays("gentle").every(({ level }) => level[1] <= 2));
});

test("a stroke or a narrow neck artery leaves the neck out for good", () => {
  assert.ok(person().answered("X05").plays("desk-break").filter(touches).every((each) => each.places.every((place) => region(place) !== "neck")));
});

test("surgery or arthritis in the neck leaves out pressing and chin tucks", () => {
  const kept = slugs(person().answered("X03").plays("desk-break"));
  assert.ok(!kept.includes("suboccipitals") && !kept.includes("chin-tuck"));
});

test("in pregnancy the hand web and the top of the shoulder are not pressed; palms may stroke there", () => {
  const round = routine([
    step({ slug: "li4", places: ["hand-web"] }), step({ slug: "gb21", places: ["shoulder-top"], tool: "pincer" }),
    step({ slug: "stroke", kind: "stroke", tool: "palm", places: ["shoulder-top"], level: [2, 3] }),
  ]);
  const steps = person().answered("X07").plays(round);
  assert.deepEqual(slugs(steps), ["stroke"]);
  assert.deepEqual(steps[0]?.level, [2, 2]);
});

test("with migraine the level sinks to 3/10 on head and neck, and in an attack hands only rest there", () => {
  const roll = (who: Person) => who.plays("desk-break").find(({ slug }) => slug === "upper-trapezius");
  assert.deepEqual(roll(person().answered())?.level, [4, 4]);
  assert.deepEqual(roll(person().answered("X19"))?.level, [3, 3]);
  assert.equal(roll(person().answered("X19"))?.eased, "lighter");
  const attack = person().answered("X19");
  attack.headacheNow = true;
  assert.deepEqual([roll(attack)?.level[1], roll(attack)?.kind, roll(attack)?.eased], [1, "rest-contact", "rest"]);
});

test("migraine said in the settings counts like migraine ticked in the check", () => {
  const said = person().answered();
  said.migraine = true;
  said.headacheNow = true;
  assert.ok(said.plays("desk-break").filter(touches).every(({ level }) => level[1] <= 1));
});

test("hypermobility leaves out stretches, numb skin leaves flat palms", () => {
  assert.ok(person().answered("X16").plays("posture-reset").every(({ kind }) => kind !== "stretch"));
  assert.ok(person().answered("X17").plays("gentle").filter(touches).every(({ tool }) => tool === "palm"));
});

test("a push of the neck in the last 48 hours leaves Gentle only, and is forgotten after them", () => {
  const pushed = person().answered("X12");
  assert.equal(pushed.lockOf("desk-break").why, "gentle-only");
  assert.ok(pushed.later(49 * 3_600_000).asksFor("desk-break").open);
});

test("needling keeps hands off the place for 48 hours, botulinum for 24, alcohol for 12", () => {
  for (const [id, hours] of [["X11", 48], ["X10", 24], ["X18", 12]] as const) {
    const who = person().answered(id);
    assert.deepEqual(who.plays("gentle").filter(touches).filter((each) => each.places.some((place) => ["neck", "scalp", "face"].includes(region(place)))), [], id);
    assert.ok(who.later((hours + 1) * 3_600_000).plays("gentle").some(touches), id);
  }
});

test("fibromyalgia halves the holds", () => {
  const stroke = person().answered("X20").plays("gentle").find(({ slug }) => slug === "shoulder-stroke");
  assert.equal(stroke?.hold_seconds, 13);
});

test("a pointer touches only the places whose row names it, and never where pressing is light", () => {
  assert.deepEqual(slugs(person().answered().plays(pointer)), ["pointer", "rolls"]);
  assert.equal(person().answered("X16").lockOf(pointer).why, "nothing-left");
  const neck = routine([step({ slug: "pointer", tool: "pointer", places: ["back-of-neck"] }), step({ slug: "hand" })]);
  assert.deepEqual(slugs(person().answered().plays(neck)), ["hand"]);
});

// The day

test("the fourth Desk break of a day is closed, and open again tomorrow", () => {
  const keen = person().answered().played("desk-break").played("desk-break").played("desk-break");
  assert.deepEqual(keen.lockOf("desk-break"), { why: "per-day", of: 3 });
  assert.ok(keen.days(1).asksFor("desk-break").open);
});

test("twelve minutes of pressing a day are counted across routines; hands and feet do not count", () => {
  const long = person().answered();
  for (let index = 0; index < 12; index += 1) long.played("own", [{ places: [`place-${index}`], seconds: 60 }, { places: ["hand-web"], seconds: 120 }]);
  const roll = long.asksFor("desk-break");
  assert.ok(roll.open);
  assert.deepEqual(roll.plan.left.map(({ why }) => why), ["day-full", "day-full"]);
  assert.equal(roll.plan.dayMs, 0);
  assert.equal(long.lockOf(routine([step()])).why, "budget");
});

test("a spot pressed in three sessions is left alone for the day", () => {
  const three = person().answered().played("a", [{}]).played("b", [{}]).played("c", [{}]);
  const answer = three.asksFor("desk-break");
  assert.ok(answer.open);
  assert.deepEqual(answer.plan.left.map(({ step: slug, why }) => [slug, why]), [["upper-trapezius", "three-times"]]);
});

test("one spot gets 90 seconds in a round, however many steps name it", () => {
  const steps = person().answered().plays(routine([step({ slug: "a", hold_seconds: 30, reps: 2 }), step({ slug: "b", hold_seconds: 30, reps: 2 }), step({ slug: "c" })]));
  assert.deepEqual(steps.map(({ hold_seconds, reps }) => hold_seconds * reps), [60, 30]);
});

test("after the first lesson, three calm rounds open what needs them", () => {
  const guarded = routine([step()], { needs_first_lesson: true, unlock: ["first-lesson", "soreness-free-3"] });
  const who = person().answered();
  assert.equal(who.lockOf(guarded).why, "first-lesson");
  who.played("first-time-learning");
  assert.deepEqual(who.lockOf(guarded), { why: "calm-rounds", done: 0, of: 3 });
  who.played("gentle").played("desk-break").played("gentle").fine();
  assert.ok(who.asksFor(guarded).open);
});

test("what only a therapist can open stays closed, and so does what a newer version may ask for", () => {
  assert.equal(person().answered().lockOf(routine([step()], { unlock: ["a-new-lock" as Unlock] })).why, "newer");
  assert.deepEqual(person().answered().lockOf(routine([step()], { unlock: ["therapist-knows"] })), { why: "agree", unlock: "therapist-knows" });
});

// Every way there is

const questions = library.safety.screening.groups.flatMap((group) => group.questions);
const anyStep = fc.record({
  slug: fc.string({ minLength: 1, maxLength: 3 }), kind: fc.constantFrom<Step["kind"]>("press", "rest-contact", "stroke", "move", "stretch"),
  places: fc.subarray(library.safety.places.map(({ slug }) => slug), { minLength: 1, maxLength: 2 }), sides: fc.constantFrom<Step["sides"]>("left-right", "both", "middle"),
  tool: fc.constantFrom<Step["tool"]>("none", "fingers", "palm", "pincer", "pointer", "two-balls", "ball"), level: fc.constantFrom<[number, number]>([0, 0], [1, 1], [2, 3], [4, 5], [7, 9]),
  hold_seconds: fc.integer({ min: 0, max: 120 }), reps: fc.integer({ min: 1, max: 6 }),
}).map((fields) => step(fields));

test("no sequence of answers, ages, sessions and routines, own ones too, reaches a forbidden step", () => {
  fc.assert(fc.property(
    fc.subarray(questions.map(({ id }) => id), { maxLength: 4 }), fc.subarray(library.safety.micro.map(({ id }) => id), { maxLength: 2 }),
    fc.integer({ min: 1930, max: 2015 }), fc.boolean(), fc.boolean(), fc.integer({ min: 0, max: 700 }),
    fc.oneof(fc.constantFrom(...library.routines), fc.array(anyStep, { minLength: 1, maxLength: 8 }).map((steps) => routine(steps, { needs_screening: true }))),
    (yes, micro, born, screened, headache, pressed, wanted) => {
      const who = person().born(born);
      const asked = groupsFor(library.safety, born, 2026).flatMap((group) => group.questions.map(({ id }) => id));
      const said = yes.filter((id) => asked.includes(id));
      if (screened) who.answered(...said);
      who.headacheNow = headache;
      who.played("own", [{ places: ["scalp-top"], seconds: pressed }]);
      const answer = who.asksFor(wanted, ...micro);
      if (!answer.open) return;
      const ticked = [...(screened ? said : []), ...micro].map((id) => who.question(id));
      assert.ok(born <= 2008, "a child plays");
      assert.ok(ticked.every(({ action }) => action !== "A" && action !== "B"), "plays with a sign for today");
      assert.ok(screened || !wanted.needs_screening);
      if (ticked.some(({ effects }) => effects.includes("gentle-only"))) assert.equal(wanted.slug, "gentle");
      const spots = new Map<string, number>();
      let day = pressed;
      for (const each of answer.plan.steps) {
        if (!touches(each)) continue;
        const skin = each.places.map((slug) => places.get(slug));
        for (const place of skin) {
          assert.ok(place && !place.never, `${each.places.join()} is never touched`);
          assert.ok(each.level[1] <= Math.min(6, place.ceiling));
          if (said.includes("X19") && screened) assert.ok(each.level[1] <= (headache ? place.attack_ceiling : place.migraine_ceiling));
          if (!screened) assert.ok(!["neck", "scalp"].includes(place.region));
          if (ticked.some(({ action }) => action === "C")) assert.ok(!["neck", "shoulder", "scalp", "face", "jaw"].includes(place.region));
        }
        if (["pointer", "ball", "two-balls"].includes(each.tool)) assert.ok(skin.every((place) => place?.tools?.includes(each.tool)));
        if (!presses(each)) continue;
        const seconds = each.hold_seconds * each.reps;
        for (const place of each.places) spots.set(place, (spots.get(place) ?? 0) + seconds);
        if (each.budget) day += seconds * sidesOf(each).length;
      }
      for (const [place, seconds] of spots) assert.ok(seconds <= (["hand", "forearm", "foot"].includes(region(place)) ? 120 : 90), `${place} ${seconds}`);
      assert.ok(day <= 720 || day === pressed, `${day} s of pressing`);
    },
  ), { numRuns: process.env["UNKNOT_SIZE"] === "full" ? 20_000 : 600 });
});

// Routines that want more than the screening

const learned = (): Person => person().answered().played("first-time-learning");
const calm = (): Person => learned().played("gentle").played("gentle").played("desk-break").fine();

test("the routine for the onset of a headache waits for the first lesson, and then for two hours", () => {
  assert.equal(person().answered().lockOf("at-onset").why, "first-lesson");
  const twice = learned().played("at-onset");
  assert.deepEqual(twice.lockOf("at-onset"), { why: "too-soon", hours: 2 });
  assert.ok(twice.later(2 * 3_600_000 + 1).asksFor("at-onset").open);
});

test("the pointer and the two balls wait for three calm rounds and for the word of a therapist", () => {
  for (const slug of ["pointer", "two-balls"]) {
    assert.deepEqual(learned().lockOf(slug), { why: "calm-rounds", done: 0, of: 3 });
    assert.deepEqual(calm().lockOf(slug), { why: "agree", unlock: "therapist-knows" });
    const known = calm();
    known.agreed = ["therapist-knows"];
    assert.ok(known.days(1).asksFor(slug).open, slug);
  }
});

test("the pointer rests a day between two rounds", () => {
  const who = calm().days(1);
  who.agreed = ["therapist-knows"];
  who.played("pointer");
  assert.deepEqual(who.lockOf("pointer"), { why: "per-day", of: 1 });
  assert.deepEqual(who.days(1).lockOf("pointer"), { why: "too-soon", hours: null });
  assert.ok(who.days(1).asksFor("pointer").open);
});

test("in its first week the evening routine is for every second day, later for every day", () => {
  const who = calm().days(1).played("evening");
  assert.equal(who.days(1).lockOf("evening").why, "too-soon");
  who.days(7).played("evening");
  assert.ok(who.days(1).asksFor("evening").open);
});

test("past week 20 of a pregnancy, or from 65 on, nobody lies on two balls", () => {
  const pregnant = person().answered("X07").played("first-time-learning").played("gentle").played("gentle").played("gentle").fine().days(1);
  pregnant.agreed = ["therapist-knows"];
  assert.equal(pregnant.lockOf("two-balls").why, "nothing-left");
  const old = person().born(1960).answered().played("first-time-learning").played("gentle").played("gentle").played("gentle").fine().days(1);
  old.agreed = ["therapist-knows"];
  assert.equal(old.lockOf("two-balls").why, "nothing-left");
});

test("in pregnancy the points of hand web and shoulder top are left out of every routine", () => {
  const pregnant = person().answered("X07").played("first-time-learning");
  for (const slug of ["acupressure", "at-onset", "migraine-nausea"]) {
    const touched = pregnant.plays(slug).filter(touches).flatMap((each) => each.places);
    assert.ok(!touched.includes("hand-web") && !touched.includes("shoulder-top"), slug);
  }
});

test("the neck strap opens only with all its locks, and for nobody from 50 on or with a weak heart rhythm", () => {
  const all = (who: Person): Person => { who.agreed = ["therapist-knows", "neck-strap-locks"]; return who; };
  const ready = (yes: string[] = [], year = 1990): Person =>
    all(person().born(year).answered(...yes).played("first-time-learning").played("gentle").played("gentle").played("gentle").fine().days(1));
  assert.equal(calm().days(1).lockOf("neck-strap").why, "agree");
  assert.ok(ready().plays("neck-strap").filter(touches).every(({ level, places: [place] }) => level[1] <= 2 && place === "neck-strap-lift"));
  assert.equal(ready([], 1975).lockOf("neck-strap").why, "nothing-left");
  for (const id of ["X05h", "X05", "X09", "X16v", "X03"]) assert.equal(ready([id]).lockOf("neck-strap").why, "nothing-left", id);
  assert.equal(ready(["X01"]).lockOf("neck-strap").why, "gentle-only");
});

test("a routine of one's own never touches the neck strap", () => {
  const own = routine([step({ slug: "strap", places: ["neck-strap-lift"], level: [1, 1] }), step()]);
  assert.deepEqual(slugs(person().answered().plays(own)), ["step"]);
});

test("two of three rounds followed by more pain leave Gentle only, and three better ones open the rest again", () => {
  const round = (who: Person, before: 0 | 3, after: 0 | 3): Person => {
    who.days(1).played("gentle");
    const last = who.sessions.at(-1);
    if (last !== undefined) Object.assign(last, { before, after });
    return who;
  };
  const who = round(round(person().answered(), 0, 3), 0, 3);
  assert.equal(who.lockOf("desk-break").why, "gentle-only");
  assert.ok(who.asksFor("gentle").open);
  assert.ok(round(round(who, 3, 0), 3, 0).asksFor("desk-break").open);
});

test("agreed with a therapist the day's pressing may grow, but not above the cap", () => {
  const who = calm();
  who.agreedLimits = { seconds_per_day: 99_999 };
  const answer = who.asksFor("desk-break");
  assert.ok(answer.open && answer.plan.dayMs <= library.safety.budget.agreed.seconds_per_day * 1000);
  assert.ok(answer.open && answer.plan.dayMs > library.safety.budget.seconds_per_day * 1000 - 200_000);
});

test("a hook and a ball stand in for each other where one of them is ruled out", () => {
  const either = routine([step({ slug: "edge", tool: "hook", instead: ["ball"], places: ["blade-edge"] })]);
  assert.deepEqual(person().answered().plays(either).map(({ tool }) => tool), ["hook"]);
  const ball = routine([step({ slug: "edge", tool: "two-balls", instead: ["ball"], places: ["blade-edge"] })]);
  assert.deepEqual(person().answered().plays(ball).map(({ tool }) => tool), ["ball"]);
});
