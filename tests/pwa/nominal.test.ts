import assert from "node:assert/strict";
import { test } from "node:test";
import shared from "../cases/schedule.json" with { type: "json" };
import { answered, nextOpen, nominalOn, nominals, parseRule, weekly, type Plan } from "../../pwa/src/core/nominal.ts";

const daily: Plan = { rule: "FREQ=DAILY", start: "2026-11-22", time: "08:00", pause_until: null };

for (const each of shared.nominals) {
  test(`a rule comes when the calendar says, as on the server: ${each.name}`, () => {
    const coming = nominals({ ...each, pause_until: each.pause_until ?? null }, each.after);
    assert.deepEqual(each.expect.map(() => coming.next().value ?? null), each.expect);
  });
}

for (const rule of shared.refused) {
  test(`a rule outside the subset is refused, as on the server: "${rule}"`, () => {
    assert.throws(() => parseRule(rule), RangeError);
  });
}

test("weekdays become a rule, and all of them are every day", () => {
  assert.equal(weekly([4, 0]), "FREQ=WEEKLY;BYDAY=MO,FR");
  assert.equal(weekly([]), "FREQ=DAILY");
  assert.equal(weekly([0, 1, 2, 3, 4, 5, 6]), "FREQ=DAILY");
});

test("what was done early is not the next one", () => {
  const done = { "2026-11-23T08:00": "done", "2026-11-24T08:00": "later" } as const;
  assert.equal(nextOpen({ ...daily, done }, "2026-11-22T09:00"), "2026-11-24T08:00");
});

test("a day has its occurrence or none", () => {
  const weekends = { ...daily, rule: weekly([5, 6]) };
  assert.equal(nominalOn(weekends, "2026-11-28"), "2026-11-28T08:00");
  assert.equal(nominalOn(weekends, "2026-11-27"), undefined);
  assert.equal(nominalOn(weekends, "2026-11-21"), undefined);
});

test("the last fourteen answers are kept", () => {
  let done = {};
  for (let day = 1; day <= 20; day++) done = answered(done, `2026-11-${String(day).padStart(2, "0")}T08:00`, "done");
  assert.deepEqual([Object.keys(done).length, Object.keys(done)[0]], [14, "2026-11-07T08:00"]);
});
