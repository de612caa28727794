import assert from "node:assert/strict";
import { test } from "node:test";
import type { PlayedStep, Session } from "../../pwa/src/core/records.ts";
import { isLearned, roundOf } from "../../pwa/src/core/round.ts";

function session(outcome: Session["outcome"], ...outcomes: PlayedStep["outcome"][]): Session {
  const steps = outcomes.map((each): PlayedStep => ({ step: "hold", side: "both", seconds: each === "done" ? 30 : 0, level: 3, places: [], outcome: each }));
  return { id: "s", kind: "session", v: 1, at: 0, offset: 0, on_day: "2026-11-22", edited_at: 0, routine: "desk-break", content_version: "1", ended_at: 60_000, outcome, steps };
}

test("skipping through to the end is no round", () => {
  assert.equal(roundOf(session("finished", "skipped", "skipped", "skipped")), "none");
  assert.equal(roundOf(session("stopped", "skipped", "stopped")), "none");
});

test("a spot that was not found today counts as tried", () => {
  assert.equal(roundOf(session("finished", "done", "not-found", "skipped")), "whole");
});

test("a round stopped half-way is a part of one", () => {
  assert.equal(roundOf(session("stopped", "done", "stopped")), "part");
  assert.equal(roundOf(session("finished", "done", "skipped", "skipped")), "part");
});

test("a lesson with a skipped part is not learned", () => {
  assert.equal(isLearned(session("finished", "done", "skipped", "done")), false);
  assert.equal(isLearned(session("finished", "done", "not-found", "done")), true);
  assert.equal(isLearned(session("stopped", "done")), false);
});
