import assert from "node:assert/strict";
import { test } from "node:test";
import { createTriggers, waitAfter, type Moments } from "../../pwa/src/state/triggers.ts";

/** A page whose time moves when told, and a sync that counts how often it was asked. */
function setUp(on = true) {
  const planned = new Map<number, () => void>();
  const page = { visible: true, online: (): void => undefined, shown: (): void => undefined };
  let syncs = 0;
  const moments: Moments = {
    later: (ms, work) => {
      planned.clear();
      planned.set(ms, work);
      return () => planned.delete(ms);
    },
    visible: () => page.visible,
    onOnline: (listener) => { page.online = listener; },
    onVisible: (listener) => { page.shown = listener; },
    chance: () => 1,
  };
  const sync = { now: () => { syncs += 1; return Promise.resolve(); }, on: { value: on } };
  const triggers = createTriggers(() => sync as never, moments);
  const due = (): void => { for (const work of [...planned.values()]) work(); };
  return { triggers, page, planned, due, syncs: () => syncs };
}

test("the app syncs when it starts, when signal is back, and when it is looked at again", () => {
  const { triggers, page, syncs } = setUp();
  triggers.start();
  page.online();
  page.shown();
  assert.equal(syncs(), 3);
});

test("several saves in a row become one sync, two seconds after the last", () => {
  const { triggers, planned, due, syncs } = setUp();
  triggers.saved();
  triggers.saved();
  assert.deepEqual([...planned.keys()], [2000]);
  due();
  assert.equal(syncs(), 1);
});

test("while sync is off a save plans nothing", () => {
  const { triggers, planned } = setUp(false);
  triggers.saved();
  assert.equal(planned.size, 0);
});

test("trouble that passes is tried again later and later, trouble that needs a person is not", () => {
  const { triggers, planned } = setUp();
  const waits = [1, 2, 3].map(() => {
    triggers.ended("offline", undefined);
    return [...planned.keys()][0];
  });
  assert.deepEqual(waits, [2000, 4000, 8000]);
  triggers.ended("removed", undefined);
  assert.deepEqual([...planned.keys()], [900_000]);
});

test("a server that asks to be left alone for a while is", () => {
  const { triggers, planned } = setUp();
  triggers.ended("busy", 60_000);
  assert.deepEqual([...planned.keys()], [60_000]);
});

test("a page that nobody looks at does not sync", () => {
  const { triggers, page, due, syncs } = setUp();
  triggers.ended(null, undefined);
  page.visible = false;
  due();
  assert.equal(syncs(), 0);
});

test("the longest wait is a quarter of an hour, however often it failed", () => {
  assert.equal(waitAfter(1000, 1), 900_000);
  assert.equal(waitAfter(1000, 0), 450_000);
});
