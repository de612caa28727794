import assert from "node:assert/strict";
import { test } from "node:test";
import { checkTime, checkTimes } from "../../pwa/src/core/times.ts";

const NOW = Date.UTC(2026, 10, 22, 12);
const HOUR = 3_600_000;

test("a time that has passed is kept, and so is one on a clock a little ahead", () => {
  assert.equal(checkTime(NOW - HOUR, NOW), undefined);
  assert.equal(checkTime(NOW + 30_000, NOW), undefined);
});

test("an empty field, a time to come and a wrong century each get their own sentence", () => {
  assert.equal(checkTime(undefined, NOW), "empty");
  assert.equal(checkTime(NOW + HOUR, NOW), "future");
  assert.equal(checkTime(Date.UTC(202, 0, 1), NOW), "tooOld");
});

test("an end before the start is said at the end", () => {
  assert.deepEqual(checkTimes(NOW - HOUR, NOW - 2 * HOUR, NOW), { end: "endFirst" });
});

test("a headache that goes on has no end to check", () => {
  assert.deepEqual(checkTimes(NOW - HOUR, null, NOW), {});
});

test("both fields are told what is wrong with them", () => {
  assert.deepEqual(checkTimes(undefined, NOW + HOUR, NOW), { start: "empty", end: "future" });
});
