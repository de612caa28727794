import assert from "node:assert/strict";
import { test } from "node:test";
import { articleAfter, findWords, worksOf, type Article, type Word } from "../../pwa/src/core/reading.ts";
import { createReading } from "../../pwa/src/state/reading.ts";

const word = (term: string, meaning = "A plain meaning."): Word => ({ slug: term.toLowerCase(), term, meaning, sources: [] });
const article = (slug: string): Article => ({ slug, title: slug, summary: "", group: "basics", order: 1, icon: "", minutes: 1, sections: [], sources: [] });
const terms = (words: readonly Word[]): string[] => words.map(({ term }) => term);

test("a word is found by its beginning first, then by its middle, then by its meaning", () => {
  const words = [word("Aura", "Zigzags before a migraine."), word("Chronic headache"), word("Headache day"), word("Migraine")];
  assert.deepEqual(terms(findWords(words, "head")), ["Headache day", "Chronic headache"]);
  assert.deepEqual(terms(findWords(words, "migr")), ["Migraine", "Aura"]);
  assert.deepEqual(findWords(words, "xyz"), []);
});

test("nothing typed shows all words as they stand; accents, capitals and blanks do not matter", () => {
  const words = [word("Cun"), word("Déjà")];
  assert.deepEqual(terms(findWords(words, "  ")), ["Cun", "Déjà"]);
  assert.deepEqual(terms(findWords(words, " DEJA ")), ["Déjà"]);
});

test("after an article comes the next one, after the last none", () => {
  const articles = [article("first"), article("second")];
  assert.equal(articleAfter(articles, "first")?.slug, "second");
  assert.equal(articleAfter(articles, "second"), undefined);
  assert.equal(articleAfter(articles, "gone"), undefined);
});

test("works come in the order of their keys, and an unknown key is left out", () => {
  const source = (title: string) => ({ title, where: "somewhere", kind: "paper" as const });
  assert.deepEqual(worksOf({ sources: { a: source("A"), b: source("B") } }, ["b", "gone", "a"]).map(({ title }) => title), ["B", "A"]);
});

test("articles are fetched once, and again after there was no signal", async () => {
  let calls = 0;
  let signal = false;
  const found = { locale: "en" as const, version: "1", labels: {}, articles: [], words: [], sources: {} };
  const reading = createReading(() => { calls += 1; return signal ? Promise.resolve(found) : Promise.reject(new Error("offline")); });
  await reading.load();
  assert.deepEqual([reading.missing.value, reading.reading.value], [true, undefined]);
  signal = true;
  await Promise.all([reading.load(), reading.load()]);
  assert.deepEqual([reading.missing.value, reading.reading.value, calls], [false, found, 2]);
});
