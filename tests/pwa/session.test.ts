import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import type { Session } from "../../pwa/src/core/records.ts";
import type { Plan } from "../../pwa/src/core/routine.ts";
import { withCounts } from "../../pwa/src/core/routine.ts";
import { createTurn } from "../../pwa/src/device/turn.ts";
import { createSession, type SessionParts } from "../../pwa/src/state/session.ts";
import { player } from "../../pwa/src/words/en/player.ts";
import { NOW, step } from "./person.ts";
import { createShelf, createWatch, type Shelf, type Watch } from "./shelf.ts";

const plan: Plan = {
  routine: "round", code: "R00", title: "Round", content_version: "1", left: [], dayMs: 720_000, spotMs: {},
  steps: [step({ kind: "relax", places: [], sides: "whole", hold_seconds: 60 })].map((each) => withCounts(each, null, new Map())),
};

/** Web Locks of one browser, as far as a session uses them. */
function browserLocks() {
  let held: { abort(): void } | undefined;
  const locks = {
    query: async () => ({ held: held ? [{ name: "session", mode: "exclusive" as const, clientId: "" }] : [], pending: [] }),
    async request(name: string, options: LockOptions, work: (lock: Lock | null) => unknown) {
      if (held && !options.steal) return work(null);
      held?.abort();
      let abort = (): void => undefined;
      const stolen = new Promise((_, reject) => { abort = () => reject(new DOMException("stolen", "AbortError")); });
      const mine = { abort };
      held = mine;
      try {
        return await Promise.race([work({ name, mode: "exclusive" }), stolen]);
      } finally {
        if (held === mine) held = undefined;
      }
    },
  };
  return locks as unknown as Pick<LockManager, "request" | "query">;
}

/** One phone with windows over the same storage. `locks`: whether its browser has them. */
function stage(locks: boolean) {
  const shelf = createShelf();
  const watch = createWatch(NOW);
  const shared = locks ? browserLocks() : undefined;
  const beats: (() => void)[] = [];
  let count = 0;
  const open = async () => {
    const window = openWindow(shelf, watch, {
      newId: () => `session${++count}`,
      turn: createTurn({
        locks: shared, local: shelf.local, me: `window${++count}`, now: watch.now,
        every: (_ms, work) => { beats.push(work); return () => { beats.splice(beats.indexOf(work), 1); }; },
      }),
    });
    await window.session.load();
    return window;
  };
  /** Five seconds pass in every window. */
  const beat = async (): Promise<void> => { watch.pass(5_000); for (const work of [...beats]) work(); await settled(); };
  const saved = (): Session[] => [...shelf.entries.values()].filter((entry) => entry.kind === "session") as Session[];
  return { shelf, watch, open, beat, saved };
}

function openWindow(shelf: Shelf, watch: Watch, own: Pick<SessionParts, "newId" | "turn">) {
  const page = { left: (): void => undefined, back: (): void => undefined };
  const session = createSession({
    ...own, store: shelf, clock: watch,
    diary: { change: (entry: Session) => shelf.save([entry]), notePain: async () => undefined, recent: { value: new Map() } } as unknown as SessionParts["diary"],
    settings: { current: { value: { voice: false, sounds: false, vibration: false } }, change: async () => undefined } as unknown as SessionParts["settings"],
    words: { say: () => "", sample: "", dark: player.dark },
    tones: { wake: async () => true, plan: () => undefined, cancel: () => undefined } as unknown as SessionParts["tones"],
    voice: { ready: async () => true, say: () => undefined, hush: () => undefined },
    vibration: { feel: () => undefined } as unknown as SessionParts["vibration"],
    wakefulness: { keep: async () => true, release: () => undefined },
    media: { listen: () => undefined, show: () => undefined, close: () => undefined },
    attention: { onLeave: (listener) => { page.left = listener; }, onReturn: (listener) => { page.back = listener; } },
  });
  return { session, page };
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await new Promise((done) => setImmediate(done));
}

// A window that a failed test leaves running would keep the process alive.
beforeEach(() => mock.timers.enable({ apis: ["setInterval"] }));
afterEach(() => mock.timers.reset());

for (const locks of [true, false]) {
  const by = locks ? "with locks" : "without locks";

  test(`a second window neither runs nor saves what the first one runs (${by})`, async () => {
    const { shelf, open, saved } = stage(locks);
    const first = await open();
    await first.session.start(plan);
    await settled();
    const second = await open();
    assert.deepEqual([second.session.elsewhere.value, second.session.resumable.value], [true, null]);
    await second.session.start(plan);
    await settled();
    assert.deepEqual([second.session.running.value, second.session.elsewhere.value], [null, true]);
    assert.equal((await shelf.local.get<{ id: string }>("session"))?.id, first.session.running.value?.id);
    first.session.stop("time");
    await settled();
    assert.equal(saved().length, 1);
    second.page.back();
    await settled();
    assert.equal(second.session.elsewhere.value, false);
    await second.session.start(plan);
    await settled();
    assert.notEqual(second.session.running.value, null);
    second.session.stop("time");
  });

  test(`taken over by one tap, the routine goes on there and the first window writes nothing more (${by})`, async () => {
    const { shelf, watch, open, beat, saved } = stage(locks);
    const first = await open();
    await first.session.start(plan);
    await settled();
    watch.pass(20_000);
    first.page.left();
    await settled();
    const second = await open();
    assert.equal(await second.session.takeOver(), true);
    await beat();
    assert.deepEqual([first.session.running.value, first.session.elsewhere.value], [null, true]);
    const id = second.session.running.value?.id;
    second.session.resume();
    second.session.stop("time");
    await settled();
    first.page.left();
    first.session.stop("time");
    await settled();
    assert.deepEqual(saved().map((session) => session.id), [id]);
    assert.equal(await shelf.local.get("session"), undefined);
    assert.equal(first.session.elsewhere.value, false);
  });

  test(`a window that was killed leaves its routine to the next one (${by})`, async () => {
    const { shelf, watch, open } = stage(locks);
    const first = await open();
    await first.session.start(plan);
    await settled();
    const left = structuredClone(await shelf.local.get("session"));
    const { open: after, shelf: again } = locks ? stage(true) : { open, shelf };
    await again.local.set("session", left);
    if (!locks) watch.pass(91_000);
    const next = await after();
    assert.deepEqual([next.session.elsewhere.value, next.session.resumable.value?.id], [false, first.session.running.value?.id]);
    first.session.stop("time");
  });
}

test("a cut-off routine that two windows finish is one record", async () => {
  const { shelf, open, saved } = stage(true);
  const first = await open();
  await first.session.start(plan);
  await settled();
  const left = structuredClone(await shelf.local.get("session"));
  first.session.stop("time");
  await settled();
  shelf.entries.clear();
  await shelf.local.set("session", left);
  const [one, two] = [await open(), await open()];
  await Promise.all([one.session.finishCutOff(), two.session.finishCutOff()]);
  await settled();
  assert.equal(saved().length, 1);
  assert.deepEqual([one.session.resumable.value, await shelf.local.get("session")], [null, undefined]);
});
