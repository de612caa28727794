/** Every row of the safety data, with a sentence that says what it does to a person, tried on the rows as they are shipped. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Library } from "../../pwa/src/core/library.ts";
import { touches, type PlannedStep } from "../../pwa/src/core/routine.ts";
import { groupsFor, verdictOf } from "../../pwa/src/core/screening.ts";
import { content, Person, routine, step } from "./person.ts";

const library = content();
const { safety } = library;
const FIFTY = new Set(safety.screening.groups.filter(({ asked }) => asked === "fifty").flatMap(({ questions }) => questions.map(({ id }) => id)));
const MICRO = new Set(safety.micro.map(({ id }) => id));
const HEAD = ["neck", "shoulder", "scalp", "face", "jaw"];

/** One step for every place at its ceiling, and one for every way of treating it. */
const probe = [
  ...safety.places.filter(({ ceiling, never, unlock }) => ceiling > 0 && !never && !unlock)
    .map(({ slug, ceiling }) => step({ slug, places: [slug], sides: "middle", level: [ceiling, ceiling], hold_seconds: 6 })),
  step({ slug: "pointer", tool: "pointer", places: ["shoulder-top"], hold_seconds: 6 }), step({ slug: "hook", tool: "hook", places: ["blade-edge"], hold_seconds: 6 }),
  step({ slug: "ball", tool: "ball", places: ["blade-corner"], hold_seconds: 6 }), step({ slug: "two-balls", tool: "two-balls", places: ["ledge-outer"], level: [3, 3], hold_seconds: 6 }),
  step({ slug: "palms", kind: "stroke", tool: "palm", places: ["shoulder-top"], level: [3, 3] }), step({ slug: "stretch", kind: "stretch", tool: "none", places: ["upper-back"], level: [0, 0] }),
  step({ slug: "neck-move", kind: "move", tool: "none", places: ["back-of-neck"], level: [0, 0] }), step({ slug: "jaw-move", kind: "move", tool: "none", places: ["masseter"], level: [0, 0] }),
  step({ slug: "back-move", kind: "move", tool: "none", places: ["upper-back"], level: [0, 0] }), step({ slug: "lying", kind: "relax", tool: "none", places: [], level: [0, 0], lying_flat: true }),
];
const all = routine(probe), gentle = routine(probe, { slug: "gentle" });
const strap = routine([step({ slug: "lift", places: ["neck-strap-lift"], tool: "pincer", level: [2, 2] }), step({ slug: "rest", kind: "relax", tool: "none", places: [], level: [0, 0] })], { unlock: ["neck-strap-locks"] });
const region = (slug: string): string => safety.places.find((place) => place.slug === slug)?.region ?? "";

/** A person who ticked this row, in the check or just before a routine. */
function ticked(id: string, from: Library = library): { who: Person; micro: string[] } {
  const who = new Person(from).born(FIFTY.has(id) ? 1965 : 1990);
  who.agreed = ["neck-strap-locks"];
  return MICRO.has(id) ? { who: who.answered(), micro: [id] } : { who: who.answered(id), micro: [] };
}
const kept = (id: string, of = all): PlannedStep[] => { const { who, micro } = ticked(id); return who.plays(of, ...micro); };
const slugs = (steps: readonly PlannedStep[]): string[] => steps.map(({ slug }) => slug);
const nothing = slugs(new Person(library).answered().plays(all));

type Check = (id: string) => void;
/** No routine at all, with the page for this action. */
const closes = (action: "A" | "B" | "C"): Check => (id) => {
  const { who, micro } = ticked(id);
  for (const { slug } of library.routines) {
    const lock = who.lockOf(slug, ...micro);
    assert.deepEqual([lock.why, lock.why === "advice" && lock.action], ["advice", action], slug);
  }
  assert.equal(verdictOf([who.question(id)]).action, action);
};
/** Nothing is touched on these places or regions; all the rest stays as it was, but for what is named in `also`. */
const spares = (where: readonly string[], also: readonly string[] = [], of = all): Check => (id) => {
  const left = kept(id, of);
  const named = (each: { places: string[] }): boolean => each.places.some((place) => where.includes(place) || where.includes(region(place)));
  assert.deepEqual(left.filter((each) => touches(each) && named(each)).map(({ slug }) => slug), []);
  const lost = nothing.filter((slug) => !slugs(left).includes(slug) && !also.includes(slug));
  assert.deepEqual(lost.filter((slug) => !probe.some((each) => each.slug === slug && touches(each) && named(each))), [], "more is left out than the row says");
};
const movesNot = (...names: string[]): Check => (id) => assert.ok(names.every((name) => !slugs(kept(id)).includes(name)));
const changesNothing: Check = (id) => assert.deepEqual(slugs(kept(id)), nothing);
const gentleOnly: Check = (id) => {
  const { who, micro } = ticked(id);
  assert.deepEqual([who.lockOf(all, ...micro).why, who.asksFor(gentle, ...micro).open], ["gentle-only", true]);
};
const asksFirst: Check = (id) => assert.ok(verdictOf([ticked(id).who.question(id)]).reasons.some(({ effect }) => effect.rule === "ask-first"));
const forgotten = (hours: number): Check => (id) => assert.deepEqual(slugs(ticked(id).who.later((hours + 1) * 3_600_000).plays(all)), nothing);
const both = (...checks: Check[]): Check => (id) => { for (const check of checks) check(id); };
/** A person under one effect alone, as a row of the check would bring it. */
const under = (effect: string): Person => {
  const groups = safety.screening.groups.map((group) => ({ ...group, questions: group.questions.map((each) => each.id === "aura" ? { ...each, effects: [effect] } : each) }));
  return ticked("aura", { ...library, safety: { ...safety, screening: { groups } } }).who;
};
const TOOLS = ["pointer", "hook", "ball", "two-balls"];

const SAID: Record<string, [sentence: string, check: Check]> = {
  // Just before a routine
  m1: ["who has the worst headache ever reaches the emergency page and no routine", closes("A")],
  m2: ["who has a new numb arm reaches the emergency page and no routine", closes("A")],
  m3: ["who has fever with a stiff neck reaches the emergency page and no routine", closes("A")],
  m4: ["who has fever alone is sent to a doctor today", closes("B")],
  m5: ["who has neck pain unlike the usual reaches the emergency page and no routine", closes("A")],
  m6: ["who has a new kind of headache is sent to a doctor and plays nothing today", closes("C")],
  m7: ["who fell or was knocked since last time is sent to a doctor and plays nothing today", closes("C")],
  m8: ["who is still sore from last time plays Gentle only", gentleOnly],
  // Signs for the emergency number
  Q4: ["a thunderclap headache means the emergency number", closes("A")],
  Q3: ["weakness, a drooping face or trouble speaking means the emergency number", closes("A")],
  Q1a: ["fever with a stiff neck means the emergency number", closes("A")],
  E2a: ["sudden neck pain unlike any before means the emergency number", closes("A")],
  E2b: ["new spinning or double vision means the emergency number", closes("A")],
  Q12a: ["a red painful eye with blurred sight means the emergency number", closes("A")],
  Q13a: ["a blow to the head and now vomiting means the emergency number", closes("A")],
  Q11a: ["a severe headache late in pregnancy means the emergency number", closes("A")],
  Q8a: ["a first sudden headache on exertion means the emergency number", closes("A")],
  CO: ["headache of all in the house means the emergency number", closes("A")],
  Q14a: ["from 50 on, a temple headache with changed sight means the emergency number", closes("A")],
  // Signs for a doctor today
  Q1b: ["headache with fever means a doctor today", closes("B")],
  Q9: ["a swollen optic nerve means a doctor today", closes("B")],
  Q12b: ["one tearing eye with a drooping lid means a doctor today", closes("B")],
  Q15: ["a new headache with a weak immune system means a doctor today", closes("B")],
  Q2b: ["cancer and a headache with vomiting means a doctor today", closes("B")],
  Q7b: ["a headache on standing up after a spinal injection means a doctor today", closes("B")],
  Q10: ["a headache worse from day to day means a doctor today", closes("B")],
  X15: ["very high blood pressure means a doctor today", closes("B")],
  crisis: ["thoughts of not wanting to live mean talking to someone today, and no routine", closes("B")],
  Q14: ["from 50 on, a sore temple and scalp mean a doctor today", closes("B")],
  // Signs for a doctor soon
  Q6: ["a headache that clearly changed leaves out all touching from shoulders up", spares(HEAD)],
  Q2: ["cancer and a new headache leave out all touching from shoulders up", spares(HEAD)],
  Q7: ["a headache that comes on standing up leaves out all touching from shoulders up", spares(HEAD)],
  Q8: ["a headache set off by coughing leaves out all touching from shoulders up", spares(HEAD)],
  Q13: ["a headache that began after whiplash leaves out touching from shoulders up and moving the neck", both(spares(HEAD, ["neck-move"]), movesNot("neck-move"))],
  Q16: ["pain-killers on ten days a month are a word and close nothing", changesNothing],
  Q5: ["a first headache after 50 leaves out all touching from shoulders up", spares(HEAD)],
  // Head and neck
  X19: ["with migraine nothing on head and neck is above 3 of 10", (id) => assert.ok(kept(id).filter((each) => touches(each) && each.places.some((place) => ["neck", "scalp", "face", "jaw"].includes(region(place)))).every(({ level }) => level[1] <= 3))],
  aura: ["a usual aura that a doctor knows closes nothing, and reaches the routine for an attack", (id) => {
    changesNothing(id);
    const { who } = ticked(id);
    who.headacheNow = true;
    assert.ok(who.asksFor("migraine-nausea").open);
  }],
  X22: ["with cluster headache hands only rest on head and neck in an attack", (id) => {
    const { who } = ticked(id);
    who.headacheNow = true;
    assert.ok(who.plays(all).filter((each) => touches(each) && each.places.some((place) => HEAD.includes(region(place)))).every(({ level }) => level[1] <= 1));
  }],
  X05: ["after a stroke the neck is left out, after asking", both(spares(["neck"]), asksFirst)],
  X03: ["with arthritis or surgery in the neck it is neither pressed nor moved, after asking", both(spares(["neck"], ["neck-move"]), movesNot("neck-move"), asksFirst)],
  X04: ["within six weeks of whiplash nothing from shoulders up is touched and the neck is not moved", both(spares(HEAD, ["neck-move"]), movesNot("neck-move"))],
  X09: ["after cancer in head or neck these are left out, after asking", both(spares(["neck", "scalp", "face", "jaw"]), asksFirst)],
  X13: ["with glaucoma the brow and the rim of the eye are left out", spares(["brow-inner", "eye-rim"])],
  X14: ["with a shunt nothing from shoulders up is touched, after asking", both(spares(HEAD), asksFirst)],
  X21: ["with a locking jaw the jaw is neither pressed nor moved", both(spares(["jaw"], ["jaw-move"]), movesNot("jaw-move"))],
  // General health
  X01: ["with blood thinners Gentle only, after asking, nothing above 2 of 10 and no tool", both(gentleOnly, asksFirst, (id) => {
    assert.ok(kept(id, gentle).filter(touches).every(({ level, tool }) => level[1] <= 2 && !TOOLS.includes(tool)));
  })],
  X02: ["with brittle bones Gentle only, after asking, no tool, no stretch, no bending of the back", both(gentleOnly, asksFirst, (id) => {
    assert.deepEqual(slugs(kept(id, gentle)).filter((slug) => [...TOOLS, "stretch", "back-move"].includes(slug)), []);
  })],
  X05h: ["with a pacemaker the neck strap is not touched and the rest goes on", (id) => { changesNothing(id); assert.deepEqual(slugs(kept(id, strap)), ["rest"]); }],
  X16: ["with very bendy joints no stretch and nothing above 2 of 10", (id) => {
    assert.ok(!slugs(kept(id)).includes("stretch") && kept(id).filter(touches).every(({ level }) => level[1] <= 2));
  }],
  X16v: ["with the vascular type of Ehlers-Danlos the neck is neither pressed nor moved, after asking", both(spares(["neck"], ["neck-move"]), movesNot("neck-move"), asksFirst)],
  X17: ["where skin is numb only flat palms touch", (id) => assert.deepEqual(slugs(kept(id).filter(touches)), ["palms"])],
  X20: ["with fibromyalgia Gentle only, in half doses", both(gentleOnly, (id) => assert.equal(kept(id, gentle).find(({ slug }) => slug === "palms")?.hold_seconds, 10))],
  X07: ["in pregnancy no hand web, soft palms on the shoulder top, no lying flat, after asking", both(asksFirst, (id) => {
    assert.deepEqual(kept(id).filter(({ places }) => places.includes("hand-web") || places.includes("shoulder-top")).map(({ slug, level }) => [slug, level[1]]), [["palms", 2]]);
    assert.ok(!slugs(kept(id)).includes("lying"));
  })],
  Q11: ["after a birth the midwife is asked first, and nothing is closed", both(asksFirst, changesNothing)],
  // The last days
  X18: ["after alcohol nothing is pressed for twelve hours", both(spares([...HEAD, "hand", "forearm", "foot"]), forgotten(12))],
  X10: ["after botulinum the head and neck are left alone for a day", both(spares(["neck", "scalp", "face", "jaw"]), forgotten(24))],
  X11: ["after needling Gentle only, and hands off from shoulders up, for two days", both(gentleOnly, spares(HEAD, [], gentle), forgotten(48))],
  X12: ["after a push of the neck Gentle only for two days, and the emergency signs are shown", both(gentleOnly, forgotten(48), (id) => {
    assert.ok(verdictOf([ticked(id).who.question(id)]).reasons.some(({ effect }) => effect.rule === "say-emergency-signs"));
  })],
  X08: ["with a rash or a wound nothing from shoulders up is touched for a week", both(spares(HEAD), forgotten(168))],
  // Ages
  "age 18": ["below 18 there is no routine", () => assert.equal(new Person(library).born(2010).answered().lockOf("gentle").why, "age")],
  "age 50": ["from 50 on the neck strap is not touched, and one more list is asked", () => {
    const who = new Person(library).born(1970);
    who.agreed = ["neck-strap-locks"];
    assert.deepEqual(slugs(who.answered().plays(strap)), ["rest"]);
    const lists = (year: number) => groupsFor(safety, year, 2026).length;
    assert.equal(lists(1976), lists(1977) + 1);
  }],
  "age 65": ["from 65 on there are no balls", () => assert.ok(slugs(new Person(library).born(1950).answered().plays(all)).every((slug) => !slug.includes("ball")))],
  // Locks
  "lock screening": ["before the check is done Desk break is closed and says so", () => assert.equal(new Person(library).lockOf("desk-break").why, "screening")],
  "lock first-lesson": ["before the first lesson Jaw and temples is closed and says so", () => assert.equal(new Person(library).answered().lockOf("jaw-temple").why, "first-lesson")],
  "lock soreness-free-3": ["before three soreness-free rounds the pointer is closed and counts them", () => {
    const who = new Person(library).answered().played("first-time-learning").played("desk-break").fine();
    assert.deepEqual(who.lockOf("pointer"), { why: "calm-rounds", done: 1, of: 3 });
  }],
  "lock therapist-knows": ["until a therapist knows, the pointer is closed, and taking that back closes it again", () => {
    const who = new Person(library).answered().played("first-time-learning").played("desk-break").played("gentle").played("gentle").fine().days(1);
    assert.deepEqual(who.lockOf("pointer"), { why: "agree", unlock: "therapist-knows" });
    who.agreed = ["therapist-knows"];
    assert.ok(who.asksFor("pointer").open);
    who.agreed = [];
    assert.equal(who.lockOf("pointer").why, "agree");
  }],
  "lock neck-strap-locks": ["the neck strap waits for its own sentences, also when a therapist knows of pressing", () => {
    const who = new Person(library).answered().played("first-time-learning").played("desk-break").played("gentle").played("gentle").fine().days(1);
    who.agreed = ["therapist-knows"];
    assert.deepEqual(who.lockOf("neck-strap"), { why: "agree", unlock: "neck-strap-locks" });
    who.agreed = ["therapist-knows", "neck-strap-locks"];
    assert.ok(who.asksFor("neck-strap").open);
  }],
  // Effects, one by one
  "effect no-routine": ["no-routine closes every routine", () => assert.ok(library.routines.every(({ slug }) => under("no-routine").lockOf(slug).why === "advice"))],
  "effect gentle-only": ["gentle-only leaves one routine", () => assert.equal(under("gentle-only").lockOf(all).why, "gentle-only")],
  "effect no-touch": ["no-touch leaves a place out however it would be touched", () => assert.ok(under("no-touch:neck").plays(all).filter(touches).every(({ places }) => places.every((place) => region(place) !== "neck")))],
  "effect no-moves": ["no-moves leaves out moving a place, not touching it", () => {
    const left = slugs(under("no-moves:neck").plays(all));
    assert.deepEqual([left.includes("neck-move"), left.includes("back-of-neck")], [false, true]);
  }],
  "effect no-stretch": ["no-stretch leaves out stretches", () => assert.ok(!slugs(under("no-stretch").plays(all)).includes("stretch"))],
  "effect max-level": ["max-level lowers what is stronger, there and nowhere else", () => {
    const left = under("max-level:2:shoulder-top").plays(all).filter(({ tool }) => tool === "fingers");
    assert.deepEqual(left.filter(({ slug }) => ["shoulder-top", "blade-edge"].includes(slug)).map(({ level }) => level[1]), [2, 6]);
  }],
  "effect palms-only": ["palms-only leaves flat palms on a place", () => assert.deepEqual(under("palms-only:shoulder-top").plays(all).filter(({ places }) => places.includes("shoulder-top")).map(({ slug }) => slug), ["palms"])],
  "effect no-tool": ["no-tool leaves out pointer and hook", () => assert.deepEqual(slugs(under("no-tool").plays(all)).filter((slug) => TOOLS.includes(slug)), ["ball", "two-balls"])],
  "effect no-balls": ["no-balls leaves out balls", () => assert.deepEqual(slugs(under("no-balls").plays(all)).filter((slug) => TOOLS.includes(slug)), ["pointer", "hook"])],
  "effect no-lying-flat": ["no-lying-flat leaves out what is done flat on the back", () => assert.ok(!slugs(under("no-lying-flat").plays(all)).includes("lying"))],
  "effect migraine": ["migraine keeps every place under its migraine ceiling", () => {
    for (const each of under("migraine").plays(all).filter(touches)) for (const place of each.places) assert.ok(each.level[1] <= (safety.places.find(({ slug }) => slug === place)?.migraine_ceiling ?? 0), each.slug);
  }],
  "effect no-pressing-in-attack": ["in an attack every place stays under its attack ceiling, and without one it does not", () => {
    const who = under("no-pressing-in-attack");
    assert.deepEqual(slugs(who.plays(all)), nothing);
    who.headacheNow = true;
    for (const each of who.plays(all).filter(touches)) for (const place of each.places) assert.ok(each.level[1] <= (safety.places.find(({ slug }) => slug === place)?.attack_ceiling ?? 0), each.slug);
  }],
  "effect half-dose": ["half-dose halves the holds and the day", () => {
    const answer = under("half-dose").asksFor(all);
    assert.ok(answer.open && answer.plan.dayMs === safety.budget.seconds_per_day * 500);
    assert.equal(answer.plan.steps.find(({ slug }) => slug === "palms")?.hold_seconds, 10);
  }],
  "effect ask-first": ["ask-first says so and closes nothing", () => assert.deepEqual(slugs(under("ask-first").plays(all)), nothing)],
  "effect say-emergency-signs": ["say-emergency-signs says so and closes nothing", () => assert.deepEqual(slugs(under("say-emergency-signs").plays(all)), nothing)],
};

const ROWS = [
  ...safety.micro.map(({ id }) => id), ...safety.screening.groups.flatMap(({ questions }) => questions.map(({ id }) => id)),
  ...safety.ages.map(({ years }) => `age ${years}`), ...safety.unlocks.map(({ slug }) => `lock ${slug}`), ...safety.effects.map(({ slug }) => `effect ${slug}`),
];

test("every row of the safety data has its sentence, no sentence is about a row that is gone, and none is said twice", () => {
  assert.deepEqual([...ROWS].sort(), Object.keys(SAID).sort());
  const sentences = Object.values(SAID).map(([sentence]) => sentence);
  assert.equal(new Set(sentences).size, sentences.length);
});

for (const [id, [sentence, check]] of Object.entries(SAID)) test(`${id}: ${sentence}`, () => check(id));

test("no place is pressed above its own ceiling, and those that nobody presses never", () => {
  const who = new Person(library).answered();
  for (const place of safety.places) {
    const [first] = who.plays(routine([step({ slug: "hard", places: [place.slug], level: [9, 10], hold_seconds: 6 }), step({ slug: "rest", kind: "relax", tool: "none", places: [] })]));
    if (place.never || place.unlock !== undefined || place.ceiling === 0) assert.equal(first?.slug, "rest", place.slug);
    else assert.equal(first?.level[1], place.ceiling, place.slug);
  }
});
