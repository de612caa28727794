import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  back, begin, createPlayer, found, isLive, isOver, leaveSpot, liveOf, msLeft, notFound, pause, restored, resume, rewind, skip, stop, tick,
  type Player,
} from "../../pwa/src/core/player.ts";
import { stepsPlayed } from "../../pwa/src/core/played.ts";
import type { Step } from "../../pwa/src/core/library.ts";
import { heldSeconds, sidesOf, type Plan } from "../../pwa/src/core/routine.ts";
import { withCounts } from "../../pwa/src/core/routine.ts";
import { NOW, step } from "./person.ts";

const SKIN = { region: "neck", ceiling: 6, migraine_ceiling: 3, attack_ceiling: 1, never: false, title: "" } as const;
const places = new Map(["neck-shoulder-roll", "under-skull-ledge"].map((slug) => [slug, { ...SKIN, slug }]));

function plan(steps: readonly Step[], fields: Partial<Plan> = {}): Plan {
  return {
    routine: "round", code: "R00", title: "Round", content_version: "1", left: [], dayMs: 720_000,
    spotMs: { "neck-shoulder-roll": 90_000, "under-skull-ledge": 90_000 }, steps: steps.map((each) => withCounts(each, null, places)), ...fields,
  };
}

/** Two steps: 5 s ready, 20 s left, 5 s change, 20 s right; then 4 s ready, 3 x 5 s with 3 s between. */
const TWO = plan([
  step({ slug: "roll" }),
  step({ slug: "tuck", kind: "move", places: [], sides: "middle", level: [0, 0], ready_seconds: 4, hold_seconds: 5, reps: 3, rest_seconds: 3 }),
]);
const play = (of = TWO, findSeconds: number | null = null): Player => begin(createPlayer(of, findSeconds), NOW);
const at = (seconds: number): number => NOW + seconds * 1000;
/** Looks at the player every quarter second, as the screen does. */
function watch(player: Player, from: number, to: number): Player {
  let now = player;
  for (let ms = from * 1000; ms <= to * 1000; ms += 250) now = tick(now, NOW + ms);
  return now;
}
const shown = (player: Player): string => {
  const live = liveOf(player.state);
  return live === null ? player.state.at : `${player.state.at} ${live.step} ${live.side}${"rep" in live ? ` ${live.rep}` : ""}`;
};

test("a round runs through every side and repetition in order and ends by itself", () => {
  const seen: string[] = [];
  let player = play();
  for (let ms = 0; ms <= 80_000; ms += 250) {
    player = tick(player, NOW + ms);
    if (seen.at(-1) !== shown(player)) seen.push(shown(player));
  }
  assert.deepEqual(seen, [
    "get-ready 0 0", "holding 0 0 0", "switching 0 1", "holding 0 1 0", "get-ready 1 0", "holding 1 0 0", "resting 1 0 1", "holding 1 0 1",
    "resting 1 0 2", "holding 1 0 2", "finished",
  ].map((line) => line.replace(/resting 1 0 (\d)/, (_, rep: string) => `resting 1 0 ${Number(rep) - 1}`)));
  assert.deepEqual(player.state, { at: "finished", endedAt: at(5 + 20 + 5 + 20 + 4 + 15 + 6) });
});

test("each side gets its full time, and the record says so", () => {
  const record = stepsPlayed(TWO, watch(play(), 0, 80).tally);
  assert.deepEqual(record.map(({ step: slug, side, seconds, outcome }) => [slug, side, seconds, outcome]), [
    ["roll", "left", 20, "done"], ["roll", "right", 20, "done"], ["tuck", "middle", 15, "done"],
  ]);
});

test("movements are recorded without skin, so that a stretch never counts as pressing", () => {
  const [roll, , tuck] = stepsPlayed(TWO, watch(play(), 0, 80).tally);
  assert.deepEqual([roll?.level, roll?.places], [4, ["neck-shoulder-roll"]]);
  assert.deepEqual([tuck?.level, tuck?.places], [0, []]);
});

test("a pause keeps exactly the time that was left, and goes on through a short get-ready", () => {
  let player = pause(watch(play(), 0, 12), at(12.4));
  assert.equal(msLeft(player, at(500)), 12_600);
  player = resume(player, at(500));
  assert.equal(player.state.at, "resuming");
  assert.equal(msLeft(player, at(501)), 2_000);
  player = tick(player, at(503));
  assert.equal(player.state.at, "holding");
  assert.equal(msLeft(player, at(503)), 12_600);
});

test("a pause in the short get-ready keeps the time as well", () => {
  const player = pause(resume(pause(watch(play(), 0, 12), at(12)), at(20)), at(21));
  assert.equal(msLeft(player, at(100)), 13_000);
});

test("a spot is looked for without a clock until the person taps; then hands get ready", () => {
  const finding = play(plan([step({ find: true })]));
  assert.equal(shown(watch(finding, 0, 300)), "finding 0 0");
  const ready = found(finding, at(40));
  assert.equal(shown(ready), "get-ready 0 0");
  assert.equal(shown(tick(ready, at(45))), "holding 0 0 0");
});

test("practised hands need no tap: the hold begins by itself on both sides", () => {
  const player = watch(play(plan([step({ find: true })]), 20), 0, 120);
  assert.equal(player.state.at, "finished");
});

test("not found today goes to the other side and then on, and is no failure", () => {
  const both = plan([step({ slug: "a", find: true }), step({ slug: "b" })]);
  let player = notFound(play(both), at(10));
  assert.equal(shown(player), "finding 0 1");
  player = notFound(player, at(20));
  assert.equal(shown(player), "get-ready 1 0");
  assert.deepEqual(stepsPlayed(both, player.tally).map(({ outcome }) => outcome), ["not-found", "not-found"]);
});

test("skip leaves the whole step, and the side not begun is not claimed", () => {
  const player = skip(watch(play(), 0, 10), at(10));
  assert.equal(shown(player), "get-ready 1 0");
  assert.deepEqual(stepsPlayed(TWO, player.tally).map(({ side, seconds, outcome }) => [side, seconds, outcome]), [["left", 5, "skipped"], ["right", 0, "skipped"]]);
});

test("back begins the side again; back at its very start goes to the one before; back on the first begins it again", () => {
  const right = watch(play(), 0, 40);
  assert.equal(shown(right), "holding 0 1 0");
  const again = back(right, at(40));
  assert.equal(shown(again), "get-ready 0 1");
  assert.equal(shown(back(again, at(41))), "get-ready 0 0");
  assert.equal(shown(back(play(), at(1))), "get-ready 0 0");
});

test("stop keeps what was done", () => {
  const player = stop(watch(play(), 0, 35), at(35), "life");
  assert.deepEqual(player.state, { at: "stopped", endedAt: at(35), reason: "life" });
  assert.deepEqual(stepsPlayed(TWO, player.tally).map(({ seconds, outcome }) => [seconds, outcome]), [[20, "done"], [5, "stopped"]]);
});

test("the third spot that will not settle ends the round", () => {
  let player = play(plan([step({ slug: "a" }), step({ slug: "b" }), step({ slug: "c" })]));
  player = leaveSpot(player, at(8));
  player = leaveSpot(player, at(16));
  assert.ok(!isOver(player.state));
  player = leaveSpot(player, at(24));
  assert.deepEqual(player.state.at === "stopped" && player.state.reason, "third-spot");
});

test("an app step waits to be read and takes no time from the round", () => {
  const talk = plan([step({ slug: "talk", kind: "app", sides: "whole", places: [], hold_seconds: 60 }), step({ slug: "roll" })]);
  const player = watch(play(talk), 0, 200);
  assert.equal(shown(player), "app 0 0");
  assert.equal(shown(found(player, at(201))), "get-ready 1 0");
});

// Sleep, kill and clocks

const LONG = plan(Array.from({ length: 12 }, (_, index) => step({ slug: `s${index}`, kind: "move", places: [], level: [0, 0], hold_seconds: 25 })));

test("after a freeze of five minutes the right step is shown at once", () => {
  const frozen = watch(play(LONG), 0, 10);
  const step60 = 5 + 25 + 5 + 25;
  const woken = tick(frozen, at(310));
  const inStep = 310 % step60;
  assert.equal(liveOf(woken.state)?.step, Math.floor(310 / step60));
  assert.equal(woken.state.at, inStep < 5 ? "get-ready" : "holding");
  assert.equal(msLeft(woken, at(310)), (30 - inStep) * 1000);
});

test("what the phone slept through is not claimed as done, and one tap goes back to where it slept", () => {
  const woken = tick(watch(play(LONG), 0, 10), at(310));
  assert.equal(woken.slept?.ms, 300_000);
  assert.ok(stepsPlayed(LONG, woken.tally).every(({ outcome }) => outcome !== "done"));
  assert.equal(stepsPlayed(LONG, woken.tally).reduce((sum, each) => sum + each.seconds, 0), 5);
  const back = rewind(woken, at(312));
  assert.equal(back.state.at, "resuming");
  const on = tick(back, at(315));
  assert.deepEqual([shown(on), msLeft(on, at(315))], ["holding 0 0 0", 20_000]);
});

test("a phone that slept past the end never says that the round was finished", () => {
  const woken = tick(watch(play(), 0, 12), at(400));
  assert.deepEqual(woken.state.at === "paused" && [woken.state.why, msLeft(woken, at(400))], ["slept", 13_000]);
});

test("a phone that slept for an hour waits where it fell asleep", () => {
  const woken = tick(watch(play(LONG), 0, 12), at(3600));
  assert.equal(shown(woken), "paused 0 0 0");
});

test("a slow hidden page, looked at once a minute, still counts what was done", () => {
  const player = [60, 120].reduce((sum, second) => tick(sum, at(second)), play());
  assert.equal(player.state.at, "finished");
  assert.ok(stepsPlayed(TWO, player.tally).every(({ outcome }) => outcome === "done"));
});

test("a session killed in mid-hold waits, paused, with exactly the time that was left when it was last seen", () => {
  const killed = JSON.parse(JSON.stringify(watch(play(), 0, 12))) as Player;
  const again = restored(killed);
  assert.deepEqual([shown(again), msLeft(again, at(99_999))], ["paused 0 0 0", 13_000]);
  assert.equal(again.state.at === "paused" && again.state.why, "closed");
});

test("a clock set back by an hour changes nothing of what is left", () => {
  const player = tick(watch(play(), 0, 12), at(12 - 3600));
  assert.equal(msLeft(player, at(12 - 3600)), 13_000);
  assert.equal(tick(player, at(25 - 3600)).state.at, "switching");
});

// Any interleaving

/** Random lives of a session for each law. */
const RUNS = process.env["UNKNOT_SIZE"] === "full" ? 10_000 : 400;
type Move = { tap: "pause" | "resume" | "found" | "notFound" | "skip" | "back" | "rewind" | "leaveSpot" } | { wait: number } | { freeze: number } | { setBack: number } | { kill: true };
const TAPS = { pause, resume, found, notFound, skip, back, rewind, leaveSpot };
const kinds: Step["kind"][] = ["press", "press", "move", "app"];
const anyPlan = fc.array(fc.record({
  kind: fc.constantFrom(...kinds), find: fc.boolean(), sides: fc.constantFrom<Step["sides"]>("left-right", "both", "middle"), hold_seconds: fc.integer({ min: 0, max: 45 }),
  reps: fc.integer({ min: 1, max: 3 }), rest_seconds: fc.constantFrom(0, 3, 8), ready_seconds: fc.constantFrom(0, 5), switch_seconds: fc.constantFrom(0, 5),
  places: fc.constantFrom<string[]>(["neck-shoulder-roll"], ["under-skull-ledge"], ["neck-shoulder-roll", "under-skull-ledge"]),
}), { minLength: 1, maxLength: 5 }).map((steps) => plan(steps.map((fields, index) => step({ ...fields, slug: `s${index}`, sides: fields.kind === "app" ? ("whole" as const) : fields.sides, find: fields.find && fields.kind === "press" }))));
const wait = fc.integer({ min: 1, max: 30_000 }).map((ms): Move => ({ wait: ms }));
const anyMoves = (...taps: (keyof typeof TAPS)[]) => fc.array(fc.oneof(
  { weight: 5, arbitrary: wait }, { weight: 4, arbitrary: fc.constantFrom(...taps).map((tap): Move => ({ tap })) },
  { weight: 1, arbitrary: fc.integer({ min: 66_000, max: 5_000_000 }).map((ms): Move => ({ freeze: ms })) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 10_000_000 }).map((ms): Move => ({ setBack: ms })) }, { weight: 1, arbitrary: fc.constant<Move>({ kill: true }) },
), { maxLength: 40 });

/** Plays the moves; calls `see` after each. The page looks once a second while it waits. */
function live(start: Player, moves: readonly Move[], see: (player: Player, before: Player, move: Move) => void): Player {
  let player = start;
  let now = NOW;
  for (const move of moves) {
    const before = player;
    if ("wait" in move) for (let left = move.wait; left > 0; left -= 1000) player = tick(player, now += Math.min(1000, left));
    else if ("freeze" in move) player = tick(player, now += move.freeze);
    else if ("setBack" in move) player = tick(player, now -= move.setBack);
    else if ("kill" in move) player = restored(JSON.parse(JSON.stringify(player)) as Player);
    else player = TAPS[move.tap](player, now);
    see(player, before, move);
    if (isOver(player.state)) break;
  }
  return player;
}

test("however taps, freezes, kills and clock jumps fall together, no spot and no day goes over its ceiling", () => {
  fc.assert(fc.property(anyPlan, fc.integer({ min: 0, max: 200_000 }), fc.option(fc.integer({ min: 1, max: 30 })), anyMoves("pause", "resume", "found", "notFound", "skip", "back", "rewind", "leaveSpot"),
    (steps, dayMs, findSeconds, moves) => {
      const limited = { ...steps, dayMs };
      live(begin(createPlayer(limited, findSeconds), NOW), moves, (player) => {
        for (const [spot, ms] of Object.entries(player.tally.spots)) assert.ok(ms <= 90_000, `${spot} ${ms}`);
        assert.ok(player.tally.pressedMs <= dayMs, `${player.tally.pressedMs} of ${dayMs}`);
      });
    }), { numRuns: RUNS });
});

test("steps keep their order: only Back and the way back to a sleep ever go backwards", () => {
  fc.assert(fc.property(anyPlan, anyMoves("pause", "resume", "found", "notFound", "skip", "back", "rewind"), (steps, moves) => {
    live(begin(createPlayer(steps, 5), NOW), moves, (player, before, move) => {
      const [from, to] = [liveOf(before.state), liveOf(player.state)];
      if (from === null || to === null || ("tap" in move && (move.tap === "back" || move.tap === "rewind"))) return;
      assert.ok(to.step > from.step || (to.step === from.step && to.side >= from.side));
      if ("tap" in move && move.tap === "skip") assert.ok(to.step > from.step || before.state === player.state);
    });
  }), { numRuns: RUNS });
});

test("whoever only pauses, sleeps and restarts gets the full time on every side, or is told that it was slept through", () => {
  fc.assert(fc.property(anyPlan, anyMoves("pause", "resume", "found"), (steps, moves) => {
    const roomy = { ...steps, spotMs: { "neck-shoulder-roll": 1e9, "under-skull-ledge": 1e9 }, dayMs: 1e9 };
    const ended = live(begin(createPlayer(roomy, 5), NOW), [...moves, ...Array.from({ length: 60 }, (_, index): Move => (index % 2 ? { wait: 60_000 } : { tap: index % 4 ? "resume" : "found" }))], () => undefined);
    for (const piece of ended.tally.pieces) {
      const wanted = roomy.steps[piece.step];
      assert.ok(wanted);
      if (piece.outcome !== "done" || wanted.kind === "app") continue;
      assert.ok(piece.heldMs <= heldSeconds(wanted) * 1000 && piece.heldMs * 2 >= heldSeconds(wanted) * 1000, `${piece.heldMs}`);
      if (!moves.some((move) => "freeze" in move)) assert.equal(piece.heldMs, heldSeconds(wanted) * 1000);
    }
    if (ended.state.at === "finished") assert.equal(ended.tally.pieces.length, roomy.steps.reduce((sum, each) => sum + sidesOf(each).length, 0));
  }), { numRuns: RUNS });
});

test("a session is never lost: it can be written and read back at any moment, and goes on the same", () => {
  fc.assert(fc.property(anyPlan, anyMoves("pause", "resume", "found", "notFound", "skip", "back", "leaveSpot"), (steps, moves) => {
    live(begin(createPlayer(steps, 5), NOW), moves, (player, before) => {
      assert.deepEqual(JSON.parse(JSON.stringify(player)), player);
      assert.ok(player.startedAt !== null && player.tally.pieces.length >= before.tally.pieces.length);
      const again = restored(player);
      if (isLive(player.state)) assert.equal(msLeft(again, player.seen + 5_000), msLeft(player, player.seen));
      if (!isOver(player.state)) assert.notEqual(stop(again, player.seen, "life").state.at, again.state.at);
    });
  }), { numRuns: RUNS });
});

test("looking more often changes nothing: one look at the end equals many on the way", () => {
  fc.assert(fc.property(anyPlan, fc.array(fc.integer({ min: 1, max: 9_000 }), { minLength: 1, maxLength: 6 }), (steps, looks) => {
    const start = begin(createPlayer(steps, 5), NOW);
    const end = NOW + looks.reduce((sum, ms) => sum + ms, 0);
    let now = NOW;
    const often = looks.reduce((player, ms) => tick(player, now += ms), start);
    const once = tick(start, end);
    assert.deepEqual([often.state, often.tally], [once.state, once.tally]);
  }), { numRuns: RUNS });
});
