import { computed, signal, type ReadonlySignal } from "@preact/signals";
import { isSettled, dropReminder, answerReminder, findReminder, keepReminder, type RemindingStore } from "../net/reminding.ts";
import { nextOpen, nominalOn, wallTime, type Nominal } from "../core/nominal.ts";
import type { PushState } from "../core/push.ts";
import type { Id, Reminder } from "../core/records.ts";
import type { Clock } from "../device/clock.ts";
import { ApiProblem, Offline, type Api } from "../net/api.ts";
import type { Sent } from "../net/calls.ts";
import { asDevice } from "../net/device.ts";
import type { PlanningStore } from "../net/planning.ts";
import type { Push } from "../net/subscribe.ts";
import type { Store } from "../store/store.ts";
import { waitAfter } from "./triggers.ts";

const LATER_MS = 15 * 60_000;
const CHECK_AGAIN_MS = 10 * 60_000;
/** Half a day: after that a reminder to treat oneself is no help any more. */
const TTL_SECONDS = 43_200;

/** What a person chooses. */
export type Choice = Pick<Reminder, "routine" | "title" | "rule" | "time" | "zone">;

/** What came of asking for a test: `coming` in a minute, `soon` one is under way already, `failed` no answer. */
export type TestState = "coming" | "soon" | "failed";

/** Reminders as the screens see them. Actions resolve when it is on disk and reject with StoreProblem when it is not. */
export interface RemindersState {
  /** By time of day. */
  list: ReadonlySignal<readonly Reminder[]>;
  /** Whether notifications here have buttons; Safari's have none. */
  hasButtons: boolean;
  /** How notifications on this device stand. "asking" while the browser is asked. */
  push: ReadonlySignal<PushState | { at: "asking" } | { at: "unknown" }>;
  load(): Promise<void>;
  /** The next time that is neither done nor skipped, in the reminder's own zone; undefined when the rule has ended. */
  next(reminder: Reminder): Nominal | undefined;
  /** Today's time if there is one and it is still open. */
  openToday(reminder: Reminder): Nominal | undefined;
  find(rid: Id): Promise<Reminder | undefined>;
  /** Keeps a new reminder, or a changed one. */
  save(choice: Choice, before?: Reminder): Promise<void>;
  /** Deletes it and gives the way back. */
  remove(reminder: Reminder): Promise<() => Promise<void>>;
  /** A round for this time is finished, or the person says so. An unknown `rid` is nothing. */
  done(rid: Id, nominal: Nominal): Promise<void>;
  skip(rid: Id, nominal: Nominal): Promise<void>;
  /** Again in 15 minutes. */
  later(rid: Id, nominal: Nominal): Promise<void>;
  isSettled(reminder: Reminder, nominal: Nominal): boolean;
  /** Asks the browser and subscribes. Call it from a tap. */
  turnOn(): Promise<void>;
  /** Looks after the subscription, tells the server where the phone is, and sends what waits. Never asks. */
  check(): Promise<void>;
  test(): Promise<TestState>;
}

/** What reminders need. `newId` gives 16 random bytes in base64url. */
export interface RemindersParts {
  store: RemindingStore & PlanningStore & Pick<Store, "changed">;
  clock: Clock;
  api: Pick<Api, "send" | "createDevice" | "changeMe" | "testPush">;
  push: Push;
  newId(): Id;
  hasButtons: boolean;
  /** Calls back when the signal returns. */
  whenOnline(listener: () => void): void;
  /** Calls `work` after `ms`, once. */
  later(ms: number, work: () => void): void;
  /** 0 up to 1. */
  chance(): number;
}

export function createReminders({ store, clock, api, push, newId, hasButtons, whenOnline, later, chance }: RemindersParts): RemindersState {
  const kept = signal<readonly Reminder[]>([]);
  const state = signal<PushState | { at: "asking" } | { at: "unknown" }>({ at: "unknown" });
  let checkedAt = -Infinity;
  const load = async (): Promise<void> => { kept.value = await store.list("reminder") as Reminder[]; };
  let failures = 0;
  let quietUntil = -Infinity;
  const device = (): Promise<Id | undefined> => store.local.get<Id>("device");
  let sending: Promise<void> = Promise.resolve();
  /** One round after the other, or two would send the same. */
  const send = (): Promise<void> => {
    const round = sending.then(sendOnce);
    sending = round.catch(() => undefined);
    return round;
  };
  const sendOnce = async (): Promise<void> => {
    if (clock.now() < quietUntil) return;
    const before = await device();
    const { sendWaiting } = await import("../net/planning.ts");
    backOff(await sendWaiting(store, api));
    // The subscription went with the device that the server no longer knows.
    if (state.value.at === "on" && before !== await device()) void look();
  };
  /** A server in trouble is asked again by and by; without signal the next opening or the signal itself does it. */
  const backOff = (sent: Sent): void => {
    if (sent.is !== "busy") { failures = 0; return; }
    const wait = Math.max(sent.retryAfter, waitAfter(failures, chance()));
    failures += 1;
    quietUntil = clock.now() + wait;
    later(wait, sendNow);
  };
  const sendNow = (): void => { quietUntil = -Infinity; void send(); };
  const look = async (): Promise<void> => {
    checkedAt = clock.now();
    const before = await device();
    const found = await push.check();
    const obstacle = push.obstacle();
    state.value = found.at === "off" && obstacle !== undefined ? { at: "trouble", trouble: obstacle } : found;
    await tellZone(api, store, clock);
    if (before !== await device()) await send();
  };
  const wall = (reminder: Reminder): Nominal => wallTime(clock.now(), zoneOf(reminder, clock));
  /** Sync may have brought what another phone changed in a plan. */
  const loadAndSend = async (): Promise<void> => {
    const before = JSON.stringify(kept.value);
    await load();
    if (JSON.stringify(kept.value) !== before) await send();
  };
  store.changed((ids) => { if (ids.length > 0) void loadAndSend(); });
  whenOnline(() => void send());

  const note = async (rid: Id, nominal: Nominal, answer: "done" | "skipped" | "later"): Promise<void> => {
    const reminder = await findReminder(store, rid);
    if (!reminder || isSettled(reminder, nominal)) return;
    const now = clock.now();
    await answerReminder(store, reminder, { nominal, state: answer, ...(answer === "later" ? { until: now + LATER_MS } : {}) }, now);
    await load();
    void send();
  };
  const keep = async (reminder: Reminder): Promise<void> => {
    await keepReminder(store, reminder);
    await load();
    void send();
  };
  return {
    list: computed(() => [...kept.value].sort((a, b) => (a.time < b.time ? -1 : 1))),
    hasButtons,
    push: state,
    load,
    next: (reminder) => nextOpen(reminder, wall(reminder)),
    openToday(reminder) {
      const today = nominalOn(reminder, wall(reminder).slice(0, 10));
      return today === undefined || isSettled(reminder, today) ? undefined : today;
    },
    find: (rid) => findReminder(store, rid),
    save: (choice, before) => keep(before ? { ...without(before, ["routine", "title"]), ...choice, edited_at: clock.now() } : created(choice, clock, newId)),
    async remove(reminder) {
      const undo = await dropReminder(store, reminder);
      await load();
      void send();
      return async () => { await undo(); await load(); void send(); };
    },
    done: (rid, nominal) => note(rid, nominal, "done"),
    skip: (rid, nominal) => note(rid, nominal, "skipped"),
    later: (rid, nominal) => note(rid, nominal, "later"),
    isSettled,
    async turnOn() {
      state.value = { at: "asking" };
      state.value = await push.turnOn();
      await tellZone(api, store, clock);
    },
    async check() {
      await send();
      // Each return to the app asks; the server need not hear of each.
      if (state.value.at === "on" && clock.now() - checkedAt < CHECK_AGAIN_MS) return;
      await look();
    },
    async test() {
      try {
        await api.testPush();
        return "coming";
      } catch (error) {
        if (error instanceof ApiProblem) return error.status === 429 ? "soon" : "failed";
        if (error instanceof Offline) return "failed";
        throw error;
      }
    },
  };
}

/** The server of the example diary: never there. */
export const noServer: RemindersParts["api"] & Pick<Api, "status" | "subscribe" | "subscription"> = {
  send: noAnswer, createDevice: noAnswer, changeMe: noAnswer, testPush: noAnswer, status: noAnswer, subscribe: noAnswer, subscription: noAnswer,
};

function noAnswer(): Promise<never> {
  return Promise.reject(new Offline());
}

/** "Follow me" is the zone of the device last used in the foreground: each opening says it. */
async function tellZone(api: Pick<Api, "changeMe" | "createDevice">, store: PlanningStore, clock: Clock): Promise<void> {
  if (!(await store.local.get<string>("token"))) return;
  await asDevice(api, store, () => api.changeMe({ zone: clock.zone() })).catch(ignoreNetwork);
}

function zoneOf({ zone }: Reminder, clock: Clock): string {
  return zone.mode === "follow" ? clock.zone() : zone.name;
}

function created(choice: Choice, clock: Clock, newId: () => Id): Reminder {
  const now = clock.now();
  const day = clock.day(now);
  return {
    kind: "reminder", id: newId(), rid: newId(), v: 1, at: now, offset: clock.offsetAt(now), on_day: day, edited_at: now,
    start: day, quiet: null, follow_up: null, pause_until: null, ttl_seconds: TTL_SECONDS, done: {}, ...choice,
  };
}

function without(reminder: Reminder, fields: readonly ("routine" | "title")[]): Reminder {
  const copy = { ...reminder };
  for (const field of fields) delete copy[field];
  return copy;
}

/** No signal, or a server in trouble: what was queued waits for the next opening. */
function ignoreNetwork(error: unknown): void {
  if (!(error instanceof Offline || error instanceof ApiProblem)) throw error;
}
