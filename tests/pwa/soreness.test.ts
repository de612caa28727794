import assert from "node:assert/strict";
import { test } from "node:test";
import type { PlayedStep, Session } from "../../pwa/src/core/records.ts";
import { touches } from "../../pwa/src/core/routine.ts";
import { afterTheLine, leftPlaces, SORE_LINE, soreness, sorePlaces, soreTooLong, withSoreness } from "../../pwa/src/core/soreness.ts";
import { todosOf } from "../../pwa/src/core/unlocks.ts";
import { content, Person, routine, step } from "./person.ts";

const library = content();
const care = library.safety.after_care;
const HOUR = 3_600_000;
const pressed = (who: Person, slug = "desk-break", ...steps: Partial<PlayedStep>[]): Person => who.played(slug, steps.length > 0 ? steps : [{}]);
const person = (): Person => new Person(library).answered();
/** Answers the line before a routine. */
const line = (who: Person, ticked: boolean): Session[] => {
  const changed = afterTheLine(who.sessions, ticked, who.now, care);
  who.sessions = who.sessions.map((session) => changed.find(({ id }) => id === session.id) ?? session);
  return changed;
};
const said = (who: Person, index = -1) => soreness(who.sessions.at(index) ?? assert.fail());
const wait = (who: Person) => todosOf(library.routines.find(({ slug }) => slug === "pointer") ?? assert.fail(), library.safety, who.known(), true)
  .find(({ row }) => row.slug === "soreness-free-3") ?? assert.fail();

test("the line the code reads is the one that asks for soreness", () => {
  assert.match(new Person(library).question(SORE_LINE).text, /sore/i);
});

test("who leaves 'still sore' unticked the next day has said that the last round left nothing sore", () => {
  const who = pressed(person()).later(12 * HOUR);
  line(who, false);
  assert.equal(said(who), "no");
  assert.equal(who.sessions.at(-1)?.sore_at, who.now);
});

test("two hours after a round an unticked line says nothing of it, and speaks for the round of yesterday", () => {
  const who = pressed(pressed(person()).later(20 * HOUR)).later(2 * HOUR);
  line(who, false);
  assert.deepEqual([said(who, -2), said(who)], ["no", undefined]);
});

test("a tick two hours after a round is about this round", () => {
  const who = pressed(pressed(person()).later(20 * HOUR)).later(2 * HOUR);
  line(who, true);
  assert.deepEqual([said(who, -2), said(who)], [undefined, "now"]);
});

test("an unticked line never changes what was said of a round before", () => {
  const who = pressed(person()).later(20 * HOUR);
  who.sessions = who.sessions.map((session) => withSoreness(session, "over", who.now));
  assert.deepEqual(line(who, false), []);
});

test("a round that touched no skin is never asked about", () => {
  const who = person().played("posture-reset", [{ places: [] }]).later(20 * HOUR);
  assert.deepEqual([line(who, false), line(who, true)], [[], []]);
});

test("sore on three days in a row is one soreness, also with Gentle in between, and after three days a doctor should look", () => {
  const who = pressed(person()).later(13 * HOUR);
  line(who, true);
  pressed(who, "gentle", { places: ["scalp-top"], level: 2 }).later(30 * HOUR);
  line(who, true);
  assert.deepEqual([said(who, -2), said(who)], ["now", undefined]);
  assert.equal(soreTooLong(who.sessions, who.now, care), false);
  who.later(30 * HOUR);
  line(who, true);
  assert.equal(soreTooLong(who.sessions, who.now, care), true);
  line(who.later(HOUR), false);
  assert.equal(soreTooLong(who.sessions, who.now, care), false);
});

test("a soreness of last week that is over now is no reason for a doctor, and nothing rests any more", () => {
  const who = pressed(person()).days(7);
  who.sessions = who.sessions.map((session) => withSoreness(session, "over", who.now));
  assert.equal(soreTooLong(who.sessions, who.now, care), false);
  assert.deepEqual(sorePlaces(who.sessions, who.now, care), []);
});

test("a sore place is left out for two days after it was last sore, with its sentence, and the rest is played", () => {
  const who = pressed(person(), "desk-break", { places: ["shoulder-top"] }).later(13 * HOUR);
  line(who, true);
  const two = routine([step({ slug: "sore", places: ["shoulder-top"] }), step({ slug: "palm", kind: "stroke", tool: "palm", places: ["shoulder-top"] }), step({ slug: "neck", places: ["back-of-neck"] })]);
  const answer = who.later(HOUR).asksFor(two);
  assert.ok(answer.open);
  assert.deepEqual(answer.plan.left.map(({ step: slug, why }) => [slug, why]), [["sore", "still-sore"], ["palm", "still-sore"]]);
  assert.equal(who.later(46 * HOUR).plays(two).length, 1);
  assert.equal(who.later(2 * HOUR).plays(two).length, 3);
});

test("only the places that were said rest", () => {
  const who = pressed(person(), "desk-break", { places: ["shoulder-top"] }, { places: ["under-skull-ledge"] }).later(13 * HOUR);
  who.sessions = who.sessions.map((session) => withSoreness(session, "now", who.now, ["shoulder-top"]));
  assert.deepEqual(sorePlaces(who.sessions, who.now, care), ["shoulder-top"]);
  line(who, true);
  assert.deepEqual(sorePlaces(who.sessions, who.now, care), ["shoulder-top"]);
});

test("a tick before the routine leaves Gentle, without the sore places", () => {
  const who = pressed(person(), "desk-break", { places: ["neck-shoulder-roll"] }).later(13 * HOUR);
  line(who, true);
  assert.equal(who.lockOf("desk-break", SORE_LINE).why, "gentle-only");
  assert.ok(who.plays("gentle", SORE_LINE).filter(touches).every(({ places }) => !places.includes("neck-shoulder-roll")));
});

test("a round counts as soreness-free only when it was whole and when it was said that nothing was sore", () => {
  const who = person().played("first-time-learning");
  pressed(pressed(pressed(who), "gentle")).later(13 * HOUR);
  assert.deepEqual([wait(who).rounds, wait(who).unanswered.length], [0, 3]);
  line(who, false);
  assert.deepEqual([wait(who).rounds, wait(who).unanswered.length], [1, 2]);
  assert.deepEqual(who.lockOf("pointer"), { why: "calm-rounds", done: 1, of: 3 });
  who.sessions = who.sessions.map((session) => session.sore === undefined ? withSoreness(session, "now", who.now) : session);
  assert.deepEqual([wait(who).rounds, wait(who).unanswered], [1, []]);
  who.played("desk-break", [{}], "stopped").fine();
  assert.equal(wait(who).rounds, 3, "a round broken off does not count");
});

test("a round of this morning is not asked about yet", () => {
  assert.deepEqual(wait(pressed(person()).later(3 * HOUR)).unanswered, []);
});

test("a spot left because it would not settle is left alone for the day, and open again tomorrow", () => {
  const who = pressed(person(), "desk-break", { places: ["shoulder-top"], outcome: "stopped", seconds: 8 }, { places: ["under-skull-ledge"] });
  const two = routine([step({ slug: "left", places: ["shoulder-top"] }), step({ slug: "neck", places: ["back-of-neck"] })]);
  const answer = who.asksFor(two);
  assert.ok(answer.open);
  assert.deepEqual(answer.plan.left.map(({ why }) => why), ["left-today"]);
  assert.equal(who.days(1).plays(two).length, 2);
});

test("who stops because the bell rings has not said that the spot was wrong; a sharp pain has", () => {
  const stopped = (reason: string): string[] => {
    const who = person().played("desk-break", [{ places: ["shoulder-top"], outcome: "stopped" }], "stopped");
    return leftPlaces(who.sessions.map((session) => ({ ...session, stop_reason: reason })), who.today);
  };
  assert.deepEqual([stopped("life"), stopped("closed"), stopped("sharp")], [[], [], ["shoulder-top"]]);
});

test("everything that is closed says by its sentence what is missing, and nobody is sent to do it in vain", () => {
  const old = new Person(library).born(1970).answered();
  assert.equal(old.lockOf("neck-strap").why, "nothing-left");
  assert.equal(person().lockOf("neck-strap").why, "first-lesson");
});
