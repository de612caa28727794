import assert from "node:assert/strict";
import { test } from "node:test";
import type { Entry, Reminder } from "../../pwa/src/core/records.ts";
import type { QueuedCall } from "../../pwa/src/core/rows.ts";
import { ApiProblem, Offline } from "../../pwa/src/net/api.ts";
import type { RemindingStore } from "../../pwa/src/net/reminding.ts";
import { createReminders, type Choice } from "../../pwa/src/state/reminders.ts";
import type { StoredCall } from "../../pwa/src/store/database.ts";
import { createShelf, createWatch } from "./shelf.ts";

const NOON = Date.parse("2026-11-22T11:00:00Z");
const daily: Choice = { rule: "FREQ=DAILY", time: "20:00", zone: { mode: "follow", name: "Europe/Berlin" }, routine: "gentle" };

/** A phone with a server that can be away, and that may hold a newer version of a plan. */
function stage() {
  const shelf = createShelf();
  const queue = new Map<string, StoredCall>();
  const sent: QueuedCall[] = [];
  const server = { away: false, version: 0 };
  let mark = 0;
  const store: RemindingStore & Pick<typeof shelf, "changed"> = Object.assign(shelf, {
    save: async (entries: Entry[], calls: QueuedCall[] = []) => {
      for (const entry of entries) shelf.entries.set(entry.id, structuredClone(entry));
      for (const call of calls) queue.set(call.key, { ...call, mark: `${++mark}`, queued_at: mark });
    },
    calls: {
      list: async () => [...queue.values()],
      drop: async (call: StoredCall) => { if (queue.get(call.key)?.mark === call.mark) queue.delete(call.key); },
    },
  });
  const api = {
    send: async (call: QueuedCall) => {
      if (server.away) throw new Offline();
      const { version } = (call.body ?? {}) as { version?: number };
      if (version !== undefined && version !== server.version) throw new ApiProblem("reminder-changed", 409, "", { version: server.version });
      sent.push(call);
      return version === undefined ? {} : { version: ++server.version, next: null };
    },
    createDevice: async () => ({ device: "d", token: "t" }),
    changeMe: async () => undefined,
    testPush: async () => ({ at: 0 }),
  };
  const push = { obstacle: () => undefined, turnOn: async () => ({ at: "off" as const }), check: async () => ({ at: "off" as const }) };
  const watch = createWatch(NOON);
  let count = 0;
  let online = (): void => undefined;
  const reminders = createReminders({
    store, clock: watch, api, push, hasButtons: true, newId: () => `id${++count}`.padEnd(22, "A"), whenOnline: (listener) => { online = listener; },
  });
  const settled = async (): Promise<void> => { for (let turn = 0; turn < 50; turn++) await Promise.resolve(); };
  return { reminders, sent, queue, server, watch, settled, online: () => online() };
}

const only = (list: readonly Reminder[]): Reminder => { assert.equal(list.length, 1); return list[0] as Reminder; };

test("saving tells the server when to ring, and nothing of what for", async () => {
  const { reminders, sent, settled } = stage();
  await reminders.save({ ...daily, title: "Neck, then tea" });
  await settled();
  const told = JSON.stringify(sent);
  assert.match(told, /"time":"20:00"/);
  assert.doesNotMatch(told, /gentle|Neck/);
  assert.equal(reminders.next(only(reminders.list.value)), "2026-11-22T20:00");
});

test("without signal it waits, and goes out when the signal returns", async () => {
  const { reminders, sent, server, queue, settled, online } = stage();
  server.away = true;
  await reminders.save(daily);
  await settled();
  assert.equal(sent.length, 0);
  assert.equal(queue.size, 1);
  server.away = false;
  online();
  await settled();
  assert.equal(sent.length, 1);
  assert.equal(queue.size, 0);
});

test("a plan that another device changed first is sent again over it", async () => {
  const { reminders, sent, server, settled } = stage();
  server.version = 4;
  await reminders.save(daily);
  await settled();
  assert.equal((only(sent as never) as unknown as { body: { version: number } }).body.version, 4);
  await reminders.save({ ...daily, time: "21:00" }, only(reminders.list.value));
  await settled();
  assert.equal(server.version, 6);
});

test("done today cancels today's time and leaves tomorrow's", async () => {
  const { reminders, sent, settled } = stage();
  await reminders.save(daily);
  const reminder = only(reminders.list.value);
  assert.equal(reminders.openToday(reminder), "2026-11-22T20:00");
  await reminders.done(reminder.rid, "2026-11-22T20:00");
  await settled();
  const after = only(reminders.list.value);
  assert.equal(reminders.openToday(after), undefined);
  assert.equal(reminders.next(after), "2026-11-23T20:00");
  assert.deepEqual(sent.at(-1)?.body, { nominal: "2026-11-22T20:00", state: "done" });
});

test("later says until when; after done it says nothing", async () => {
  const { reminders, sent, settled, watch } = stage();
  await reminders.save(daily);
  const { rid } = only(reminders.list.value);
  await reminders.later(rid, "2026-11-22T20:00");
  await settled();
  assert.deepEqual(sent.at(-1)?.body, { nominal: "2026-11-22T20:00", state: "later", until: watch.now() + 900_000 });
  await reminders.done(rid, "2026-11-22T20:00");
  const count = sent.length;
  await reminders.later(rid, "2026-11-22T20:00");
  await settled();
  assert.equal(sent.length, count + 1);
});

test("deleting forgets the plan on the server, and undo brings both back", async () => {
  const { reminders, sent, server, settled } = stage();
  await reminders.save(daily);
  await settled();
  const undo = await reminders.remove(only(reminders.list.value));
  await settled();
  assert.deepEqual([sent.at(-1)?.method, reminders.list.value.length], ["DELETE", 0]);
  server.version = 0;
  await undo();
  await settled();
  assert.deepEqual([sent.at(-1)?.method, reminders.list.value.length], ["PUT", 1]);
});

test("a round for a reminder that is not on this phone is no error", async () => {
  const { reminders, sent } = stage();
  await reminders.done("x".repeat(22), "2026-11-22T20:00");
  assert.deepEqual(sent, []);
});

