import assert from "node:assert/strict";
import { test } from "node:test";
import { en, restOfWords } from "../../pwa/src/words/en.ts";
import { pseudo, stretched } from "../../pwa/src/words/pseudo.ts";

test("a stretched text is at least 40 % longer and starts and ends with a bracket", () => {
  assert.equal(stretched("Today"), "[Tódáy ~~]");
  assert.equal(stretched(""), "");
});

test("every word of the catalogue is stretched, those made by functions too", async () => {
  await restOfWords();
  const words = pseudo(en);
  assert.match(words.diary.today.start, /^\[.*\]$/u);
  assert.match(words.shell.pageTitle("Diary"), /^\[.*\]$/u);
  assert.match(words.settings.installing.ios[0] ?? "", /^\[.*\]$/u);
  assert.equal(words.diary.today.endedAgo[0]?.[0], 15);
});

test("no sentence is missing: every text of the catalogue says something", async () => {
  await restOfWords();
  const silent: string[] = [];
  const look = (part: unknown, path: string): void => {
    if (part === "" && !path.endsWith("middle") && !path.endsWith("whole")) silent.push(path);
    if (part !== null && typeof part === "object") for (const [key, value] of Object.entries(part)) look(value, `${path}.${key}`);
  };
  look(en, "words");
  assert.deepEqual(silent, []);
});
