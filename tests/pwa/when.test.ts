import assert from "node:assert/strict";
import { test } from "node:test";
import { dayName, dayPlus, fromField, timeOf, toField } from "../../pwa/src/words/when.ts";

const AT = Date.UTC(2026, 10, 22, 23, 5);

test("an entry is told in the time of the place where it was made", () => {
  assert.equal(timeOf(AT, 60, "en-GB"), "00:05");
  assert.equal(timeOf(AT, -300, "en-GB"), "18:05");
  assert.match(timeOf(AT, -300, "en-US"), /06:05\sPM/u);
});

test("the year is said only where it is another one", () => {
  assert.equal(dayName("2026-11-22", "2026-11-30", "en-GB"), "Sunday 22 November");
  assert.equal(dayName("2025-12-31", "2026-01-01", "en-GB"), "Wednesday, 31 December 2025");
});

test("days are counted over the ends of months and over summer time", () => {
  assert.equal(dayPlus("2026-03-01", -1), "2026-02-28");
  assert.equal(dayPlus("2026-10-24", 2), "2026-10-26");
});

test("a field gives back the time it was filled with", () => {
  assert.equal(toField(AT, 60), "2026-11-23T00:05");
  assert.equal(fromField(toField(AT, 60), 60), AT);
});

test("a field with seconds is read, an empty or broken one is not", () => {
  assert.equal(fromField("2026-11-23T00:05:30", 60), AT);
  for (const broken of ["", "2026-11-23", "yesterday", "2026-13-45T99:99"]) assert.equal(fromField(broken, 60), undefined, broken);
});
