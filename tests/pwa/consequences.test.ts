import assert from "node:assert/strict";
import { test } from "node:test";
import { consequencesOf } from "../../pwa/src/core/consequences.ts";
import { readEffect } from "../../pwa/src/core/effects.ts";
import { learn } from "../../pwa/src/words/en/learn.ts";
import { content } from "./person.ts";

const places = [{ slug: "temple", title: "temple, above the ear" }];
const told = (...effects: string[]): string[] =>
  consequencesOf(effects.map((slug) => ({ effect: readEffect(slug) })), places).map(learn.therapist.rule);

test("a rule is told once, with all its places by their titles", () => {
  assert.deepEqual(told("no-touch:neck,temple", "no-balls", "no-touch:neck,jaw"), ["Not touched: neck; temple, above the ear; jaw", "No balls"]);
});

test("a rule that counts everywhere once is told without places, whatever came before or after", () => {
  assert.deepEqual(told("palms-only:temple", "palms-only"), ["Flat palms only"]);
  assert.deepEqual(told("palms-only", "palms-only:temple"), ["Flat palms only"]);
});

test("each ceiling is told with its own places", () => {
  assert.deepEqual(told("max-level:2:neck", "max-level:1:temple"), ["At most 2 out of 10: neck", "At most 1 out of 10: temple, above the ear"]);
});

test("every effect that the content knows has words", () => {
  for (const { slug } of content().safety.effects) assert.ok(told(slug.replace("max-level", "max-level:2"))[0], slug);
});
