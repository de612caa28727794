import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { encodeQR } from "qr";
import { decodeQR } from "qr/decode.js";
import { LONGEST_TEXT, readRoutine, toFile, toText } from "../../pwa/src/core/handing.ts";
import { asRoutine, asStep, cleanTitle, copied, mayCopy, mostOf, ownSlug } from "../../pwa/src/core/own.ts";
import type { OwnStep } from "../../pwa/src/core/records.ts";
import { placesOf, presses, stepSeconds, touches } from "../../pwa/src/core/routine.ts";
import { createOwn } from "../../pwa/src/state/own.ts";
import { content, NOW, Person } from "./person.ts";
import { counter, createShelf, createWatch, settled } from "./shelf.ts";

const library = content();
const places = placesOf(library.safety);
const routineOf = (slug: string) => library.routines.find((routine) => routine.slug === slug) ?? assert.fail(slug);
const copy = (slug: string) => asRoutine(`own-${slug}`, { title: "Mine", steps: copied(routineOf(slug)) }, library);
const calm = (): Person => new Person(library).answered().played("first-time-learning").played("gentle").played("gentle").played("desk-break").fine().days(1);

// What it is made of

test("a copy plays the same steps for the same time as the routine it was made from", () => {
  for (const routine of library.routines.filter(mayCopy)) {
    const mine = copy(routine.slug);
    assert.equal(mine.seconds, routine.steps.reduce((sum, step) => sum + stepSeconds(step), 0), routine.slug);
    assert.deepEqual(mine.steps.map(({ title }) => title), routine.steps.map(({ title }) => title));
  }
});

test("a copy keeps every lock of the routine it was made from", () => {
  for (const routine of library.routines.filter(mayCopy)) {
    assert.deepEqual([...copy(routine.slug).unlock].sort(), [...routine.unlock].sort(), routine.slug);
  }
  assert.equal(new Person(library).answered().lockOf(copy("pointer")).why, "first-lesson");
});

test("one step of the pointer routine brings its locks into a routine of one's own", () => {
  const [first] = copied(routineOf("pointer")).filter(({ step }) => step !== "breath");
  const mixed = asRoutine("own-a", { title: "Mixed", steps: [...copied(routineOf("gentle")), first ?? assert.fail()] }, library);
  assert.ok(mixed.unlock.includes("therapist-knows"));
  assert.equal(calm().lockOf(mixed).why, "agree");
});

test("the neck strap cannot be taken apart", () => {
  assert.ok(!mayCopy(routineOf("neck-strap")));
  assert.deepEqual(asRoutine("own-a", { title: "", steps: copied(routineOf("neck-strap")) }, library).steps, []);
});

test("a copy does not get around the rest between two rounds, in either direction", () => {
  const agreed = (): Person => { const who = calm(); who.agreed = ["therapist-knows"]; return who; };
  const mine = copy("pointer");
  const played = mine.steps.map(({ slug, places: touched }) => ({ step: slug, places: touched }));
  assert.deepEqual(agreed().played("pointer").lockOf(mine), { why: "per-day", of: 1 });
  assert.deepEqual(agreed().played("own-pointer", played).lockOf("pointer"), { why: "per-day", of: 1 });
  assert.deepEqual(agreed().played("own-pointer", played).days(1).lockOf("pointer"), { why: "too-soon", hours: null });
});

test("the breath of Gentle in a round of one's own is no round of Gentle", () => {
  const breath = { step: "gentle/breath", places: [] };
  const who = calm();
  for (let round = 0; round < 5; round += 1) who.played("own-a", [breath]);
  assert.ok(who.asksFor("gentle").open);
});

test("a copy of the first lesson with everything left out teaches nothing", () => {
  const who = new Person(library).answered().played("own-a", [{ step: "first-time-learning/breath", places: [] }]);
  assert.equal(who.lockOf("at-onset").why, "first-lesson");
});

test("times can be changed up to the ceilings and no further", () => {
  const roll: OwnStep = { from: "desk-break", step: "upper-trapezius" };
  const whole = asStep(roll, library) ?? assert.fail();
  const most = mostOf(whole, library.safety);
  assert.deepEqual([most.hold, most.reps], [30, 3]);
  const wild = asStep({ ...roll, hold: 600, reps: 99 }, library) ?? assert.fail();
  assert.deepEqual([wild.hold_seconds, wild.reps], [30, 3]);
  assert.equal(asStep({ ...roll, hold: 1 }, library)?.hold_seconds, 5);
});

test("a step that is not allowed today is left out with its reason", () => {
  const pregnant = new Person(library).answered("X07").played("first-time-learning");
  const answer = pregnant.asksFor(copy("acupressure"));
  assert.ok(answer.open && answer.plan.left.some(({ step, why }) => step.startsWith("acupressure/") && why === "no-touch"));
});

const anyStep: fc.Arbitrary<OwnStep> = fc.constantFrom(
  ...library.routines.flatMap((routine) => routine.steps.map(({ slug }) => ({ from: routine.slug, step: slug }))),
  ...library.muscles.map(({ slug }) => ({ from: "muscles", step: slug })),
).chain((named) => fc.record({ hold: fc.integer({ min: 1, max: 600 }), reps: fc.integer({ min: 1, max: 600 }), side: fc.constantFrom<"left" | "right">("left", "right") }, { requiredKeys: [] }).map((more) => ({ ...named, ...more })));

test("no routine of one's own reaches a forbidden step, whatever was put together by whom", () => {
  const questions = library.safety.screening.groups.flatMap((group) => group.questions.map(({ id }) => id));
  fc.assert(fc.property(fc.array(anyStep, { minLength: 1, maxLength: 12 }), fc.subarray(questions, { maxLength: 2 }), fc.boolean(), fc.boolean(), (steps, yes, screened, migraine) => {
    const who = new Person(library);
    if (screened) { try { who.answered(...yes); } catch { return; } }
    who.played("first-time-learning").played("gentle").played("gentle").played("gentle").days(2);
    who.migraine = migraine;
    who.agreed = ["therapist-knows", "neck-strap-locks"];
    const routine = asRoutine("own-x", { title: "", steps }, library);
    const answer = who.asksFor(routine);
    if (!answer.open) return;
    const spots = new Map<string, number>();
    for (const step of answer.plan.steps.filter(touches)) {
      for (const slug of step.places) {
        const place = places.get(slug);
        assert.ok(place && !place.never && place.unlock === undefined, slug);
        assert.ok(step.level[1] <= (migraine ? place.migraine_ceiling : place.ceiling));
        if (!screened) assert.ok(!["neck", "scalp"].includes(place.region), slug);
        if (presses(step)) spots.set(slug, (spots.get(slug) ?? 0) + step.hold_seconds * step.reps);
        if (["pointer", "hook", "ball", "two-balls"].includes(step.tool)) assert.ok(place.tools?.includes(step.tool));
      }
    }
    for (const [slug, seconds] of spots) assert.ok(seconds <= (["hand", "forearm", "foot"].includes(places.get(slug)?.region ?? "") ? 120 : 90), `${slug} ${seconds}`);
  }), { numRuns: process.env["UNKNOT_SIZE"] === "full" ? 5000 : 400 });
});

// Handed on

const mine = { title: "Abends “ruhig” 🌙 für Mia", steps: [...copied(routineOf("gentle")), { from: "muscles", step: "temporalis", hold: 15, reps: 1 }] };

test("a routine comes through file and message as it was, also with words around it", () => {
  assert.deepEqual(readRoutine(toFile(mine), library), { is: "routine", parts: mine });
  const message = `Hallo, “schau mal”:\n${toText(mine)}\nViele Grüße`;
  assert.deepEqual(readRoutine(message, library), { is: "routine", parts: mine });
});

test("any routine that can be made fits a QR code and comes back the same", () => {
  fc.assert(fc.property(fc.uniqueArray(anyStep.filter((step) => asStep(step, library) !== undefined), { minLength: 1, maxLength: 40, selector: ({ from, step }) => `${from}/${step}` }), fc.string({ unit: "grapheme", maxLength: 80 }), (steps, title) => {
    const parts = { title: cleanTitle(title), steps };
    assert.ok(new TextEncoder().encode(toFile(parts)).length < 2900);
    assert.deepEqual(readRoutine(toFile(parts), library), { is: "routine", parts });
    assert.deepEqual(readRoutine(toText(parts), library), { is: "routine", parts });
  }), { numRuns: 100 });
});

test("the picture of the longest routine is read back, letters of every language in its name too", () => {
  const longest = [...library.routines].filter(mayCopy).sort((a, b) => b.steps.length - a.steps.length)[0] ?? assert.fail();
  const text = toFile({ title: "Für Mia 🌙 день", steps: copied(longest) });
  const [rows, scale] = [encodeQR(text, "raw", { border: 4 }), 4];
  const width = rows.length * scale;
  const data = Uint8Array.from({ length: width * width * 4 }, (_, at) => {
    const [pixel, part] = [Math.floor(at / 4), at % 4];
    return part === 3 || rows[Math.floor(pixel / width / scale)]?.[Math.floor((pixel % width) / scale)] !== true ? 255 : 0;
  });
  assert.equal(decodeQR({ width, height: width, data }), text);
});

test("a routine from a newer version is said to be newer", () => {
  assert.deepEqual(readRoutine(toFile(mine).replace('"version":1', '"version":2'), library), { is: "newer" });
  assert.deepEqual(readRoutine(toFile({ title: "", steps: [{ from: "gentle", step: "step-of-tomorrow" }] }), library), { is: "newer" });
});

test("what is no routine is refused: cut off, too large, repeated, bent, or with a neck strap in it", () => {
  const bent = [
    "", "{", "null", "[]", "https://unknot.example/pair#abc", toText(mine).slice(0, -9), `${toFile(mine)}${" ".repeat(LONGEST_TEXT)}`,
    toFile({ title: "", steps: [] }), toFile({ title: "", steps: [...mine.steps, ...mine.steps] }), toFile({ title: "", steps: copied(routineOf("neck-strap")) }),
    '{"unknot":"routine","version":1,"title":7,"steps":[["gentle","breath"]]}', '{"unknot":"routine","version":1,"title":"","steps":[["gentle"]]}',
    '{"unknot":"routine","version":1,"title":"","steps":[["gentle","breath",{"hold":-5}]]}', '{"unknot":"routine","version":1,"title":"","steps":[["__proto__","toString"]]}',
    '{"unknot":"routine","version":1,"title":"","steps":[["gentle","breath",{"hold":1e9}]]}', '{"unknot":"diary","version":1}',
  ];
  for (const text of bent) assert.deepEqual(readRoutine(text, library), { is: "bad" }, text.slice(0, 60));
});

test("nothing that is read throws", () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.json(), fc.string().map((text) => `unknot-routine:${text}`)), (text) => {
    assert.notEqual(readRoutine(text, library).is, "routine");
  }));
});

test("a title from somebody else is one short line and only text", () => {
  assert.equal(cleanTitle("  <b>Hi</b>\n\u202eevil\u0000  "), "<b>Hi</b> evil");
  assert.equal(cleanTitle("a".repeat(500)).length, 60);
});

// Kept

function phone() {
  const shelf = createShelf();
  return { shelf, own: createOwn({ store: shelf, clock: createWatch(NOW), newId: counter() }) };
}

test("a saved routine is on disk, listed, and can be played by its slug", async () => {
  const { shelf, own } = phone();
  const slug = await own.save(mine);
  assert.equal(slug, ownSlug({ id: "id1" }));
  assert.equal(shelf.entries.get("id1")?.kind, "routine");
  assert.deepEqual(own.all.value.map(({ title }) => title), [mine.title]);
  assert.equal(own.routine(slug, library)?.steps.length, mine.steps.length);
});

test("changing a routine keeps its id and what a newer version wrote into it", async () => {
  const { shelf, own } = phone();
  const slug = await own.save(mine);
  shelf.behind([{ ...(shelf.entries.get("id1") ?? assert.fail()), colour: "green" }]);
  await settled();
  await own.save({ ...mine, title: "Morning" }, own.record(slug));
  const kept = shelf.entries.get("id1");
  assert.deepEqual([kept && "colour" in kept && kept.colour, own.record(slug)?.title, own.all.value.length], ["green", "Morning", 1]);
});

test("a deleted routine comes back by undo", async () => {
  const { own } = phone();
  const slug = await own.save(mine);
  const undo = await own.remove(own.record(slug) ?? assert.fail());
  assert.equal(own.record(slug), undefined);
  await undo();
  assert.equal(own.record(slug)?.title, mine.title);
});

test("a routine that another phone made appears, one of an unknown shape is passed over", async () => {
  const { shelf, own } = phone();
  const common = { kind: "routine" as const, v: 1, at: NOW, offset: 60, on_day: "2026-11-22", edited_at: NOW };
  shelf.behind([{ ...common, id: "r1", ...mine }, { ...common, id: "r2", v: 9, name: "shape of tomorrow" }]);
  await settled();
  assert.deepEqual(own.all.value.map(({ id }) => id), ["r1"]);
});

test("the composed round outlives the app", async () => {
  const { shelf, own } = phone();
  await own.compose({ title: "Round", steps: mine.steps });
  const again = createOwn({ store: shelf, clock: createWatch(NOW), newId: counter() });
  await again.load();
  assert.equal(again.routine("where-it-hurts", library)?.title, "Round");
});
