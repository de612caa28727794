import assert from "node:assert/strict";
import { test } from "node:test";
import type { Entry, Reminder } from "../../pwa/src/core/records.ts";
import type { QueuedCall } from "../../pwa/src/core/rows.ts";
import { ApiProblem, Offline } from "../../pwa/src/net/api.ts";
import { asDevice } from "../../pwa/src/net/device.ts";
import { createReminders, type Choice } from "../../pwa/src/state/reminders.ts";
import type { StoredCall } from "../../pwa/src/store/database.ts";
import type { Ring } from "../../pwa/src/vault/ring.ts";
import { createShelf, createWatch } from "./shelf.ts";

const NOON = Date.parse("2026-11-22T11:00:00Z");
const daily: Choice = { rule: "FREQ=DAILY", time: "20:00", zone: { mode: "follow", name: "Europe/Berlin" }, routine: "gentle" };

/** A phone with a server that can be away, lose its devices, and hold a newer version of a plan. */
function stage() {
  const shelf = createShelf();
  const queue = new Map<string, StoredCall>();
  const sent: QueuedCall[] = [];
  const server = { away: false, refuses: undefined as ApiProblem | undefined, version: 0, devices: 0, asked: 0, subscribed: "" };
  const account = { ring: undefined as Ring | undefined };
  const known = async (): Promise<string> => {
    if (server.away) throw new Offline();
    const token = await shelf.local.get<string>("token") ?? "";
    if (token !== `token ${server.devices}`) throw new ApiProblem("unauthorized", 401, "", {});
    return token;
  };
  let mark = 0;
  const save = shelf.save;
  const store = Object.assign(shelf, {
    save: async (entries: Entry[], calls: QueuedCall[] = []) => {
      await save(entries);
      for (const call of calls) queue.set(call.key, { ...call, mark: `${++mark}`, queued_at: mark });
    },
    calls: {
      list: async () => [...queue.values()],
      drop: async (call: StoredCall) => { if (queue.get(call.key)?.mark === call.mark) queue.delete(call.key); },
    },
    keys: { ring: async () => account.ring },
  });
  const api = {
    send: async (call: QueuedCall) => {
      server.asked += 1;
      await known();
      if (server.refuses) throw server.refuses;
      const { version } = (call.body ?? {}) as { version?: number };
      if (version !== undefined && version !== server.version) throw new ApiProblem("reminder-changed", 409, "", { version: server.version });
      sent.push(call);
      return version === undefined ? {} : { version: ++server.version, next: null };
    },
    createDevice: async () => {
      if (server.away) throw new Offline();
      server.devices += 1;
      return { device: `device ${server.devices}`, token: `token ${server.devices}` };
    },
    changeMe: async () => { await known(); },
    testPush: async () => ({ at: 0 }),
  };
  const push = {
    obstacle: () => undefined,
    turnOn: async () => ({ at: "on" as const, lastSuccess: null, failing: false }),
    check: async () => {
      if (!server.subscribed) return { at: "off" as const };
      server.subscribed = await asDevice(api, store, known);
      return { at: "on" as const, lastSuccess: null, failing: false };
    },
  };
  /** Its database was lost: every plan and every device. */
  const erased = (): void => { server.devices += 10; server.version = 0; sent.length = 0; };
  const watch = createWatch(NOON);
  const timers: [number, () => void][] = [];
  let count = 0;
  let online = (): void => undefined;
  const reminders = createReminders({
    store, clock: watch, api, push, hasButtons: true, newId: () => `id${++count}`.padEnd(22, "A"), whenOnline: (listener) => { online = listener; },
    later: (ms, work) => { timers.push([ms, work]); }, chance: () => 1,
  });
  /** Ids are hashed in other threads, which a busy machine lets wait: turns of the loop alone are too short for them. */
  const settled = async (): Promise<void> => { for (let turn = 0; turn < 10; turn++) await new Promise((done) => setTimeout(done, 3)); };
  return { reminders, sent, queue, server, account, shelf, watch, timers, erased, settled, online: () => online() };
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

test("a server that has lost its database is told everything anew at the next opening", async () => {
  const { reminders, sent, server, shelf, erased, settled } = stage();
  await reminders.save(daily);
  await reminders.save({ ...daily, time: "08:00" });
  await settled();
  erased();
  await reminders.check();
  await settled();
  assert.equal(await shelf.local.get("token"), `token ${server.devices}`);
  assert.deepEqual(sent.map(({ method, body }) => [method, (body as { time: string }).time]), [["PUT", "20:00"], ["PUT", "08:00"]]);
});

test("a call queued for a device that the server lost goes out after the plan it speaks of, and the pushes come back", async () => {
  const { reminders, sent, server, queue, erased, settled } = stage();
  server.subscribed = "once";
  await reminders.check();
  await reminders.save(daily);
  await settled();
  erased();
  await reminders.done(only(reminders.list.value).rid, "2026-11-22T20:00");
  await settled();
  assert.deepEqual(sent.map(({ method }) => method), ["PUT", "POST"]);
  assert.equal(queue.size, 0);
  assert.equal(server.subscribed, `token ${server.devices}`);
});

test("after sync was turned off the phone goes on as a device of its own", async () => {
  const { reminders, sent, server, shelf, settled } = stage();
  await reminders.save(daily);
  await settled();
  await shelf.local.delete("token");
  await shelf.local.delete("device");
  server.version = 0;
  sent.length = 0;
  await reminders.check();
  await settled();
  assert.equal(server.devices, 2);
  assert.deepEqual(sent.map(({ method }) => method), ["PUT"]);
});

test("a phone that was taken off the list of an account makes no device behind its back", async () => {
  const { reminders, server, account, queue, erased, settled } = stage();
  await reminders.save(daily);
  await settled();
  account.ring = {} as Ring;
  erased();
  const before = server.devices;
  await reminders.save({ ...daily, time: "08:00" });
  await reminders.check();
  await settled();
  assert.equal(server.devices, before);
  assert.ok(queue.size > 0);
});

test("what another phone changed in a plan is told by this one too, or the server would keep the older of two", async () => {
  const { reminders, sent, shelf, settled } = stage();
  await reminders.save(daily);
  await settled();
  shelf.behind([{ ...only(reminders.list.value), time: "07:30" }]);
  await settled();
  assert.equal((sent.at(-1)?.body as { time: string } | undefined)?.time, "07:30");
});

test("a plan refused for good is not sent again and again, and lets the others pass", async () => {
  const { reminders, sent, server, queue, settled } = stage();
  server.refuses = new ApiProblem("quota", 507, "There can be 100 reminders.", {});
  await reminders.save(daily);
  await settled();
  assert.equal(queue.size, 0);
  server.refuses = undefined;
  const before = server.asked;
  await reminders.check();
  await settled();
  assert.equal(server.asked, before);
  await reminders.save({ ...daily, time: "08:00" });
  await settled();
  assert.equal(sent.length, 1);
});

test("a server in trouble is left alone for longer each time, and for as long as it asks", async () => {
  const { reminders, server, queue, watch, timers, settled, online } = stage();
  server.refuses = new ApiProblem("internal", 500, "", {});
  await reminders.save(daily);
  await settled();
  const before = server.asked;
  online();
  await settled();
  assert.equal(server.asked, before);
  for (const _turn of [1, 2]) {
    watch.pass(timers.at(-1)?.[0] ?? 0);
    timers.at(-1)?.[1]();
    await settled();
  }
  server.refuses = new ApiProblem("too-many-requests", 429, "", { retry_after: 90 });
  timers.at(-1)?.[1]();
  await settled();
  assert.deepEqual(timers.map(([ms]) => ms), [2_000, 4_000, 8_000, 90_000]);
  server.refuses = undefined;
  timers.at(-1)?.[1]();
  await settled();
  assert.equal(queue.size, 0);
});
