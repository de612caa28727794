import { answered as withAnswer, type Nominal } from "../core/nominal.ts";
import type { Reminder } from "../core/records.ts";
import type { QueuedCall } from "../core/rows.ts";
import type { AppStore } from "../store/store.ts";
import type { ApiProblem, Api, Occurrence } from "./api.ts";
import { sendCalls, type Sent } from "./calls.ts";
import { ensureDevice } from "./device.ts";

/** What reminding needs of the store; the page and the worker both have it. */
export type RemindingStore = Pick<AppStore, "save" | "list" | "remove" | "local" | "calls">;

const PLAN = "reminder:";

/** The reminder of that `rid`, if this phone has it. */
export async function findReminder(store: Pick<RemindingStore, "list">, rid: string): Promise<Reminder | undefined> {
  const all = await store.list("reminder") as Reminder[];
  return all.find((reminder) => reminder.rid === rid);
}

/** Keeps the reminder and tells the server when to ring: one transaction. @throws StoreProblem */
export async function keepReminder(store: RemindingStore, reminder: Reminder): Promise<void> {
  await store.save([reminder], [await planCall(store, reminder)]);
}

/** Notes what the person did with an occurrence, and tells the server: one transaction. @throws StoreProblem */
export async function answerReminder(store: RemindingStore, reminder: Reminder, occurrence: Occurrence, now: number): Promise<void> {
  const done = withAnswer(reminder.done, occurrence.nominal, occurrence.state);
  await store.save([{ ...reminder, done, edited_at: now }], [occurrenceCall(reminder.rid, occurrence)]);
}

/**
 * Lets the server forget the plan, then removes the record; gives the way back. In this order, because a record whose
 * plan is gone can be removed again, but nobody could stop a plan whose record is gone. @throws StoreProblem
 */
export async function dropReminder(store: RemindingStore, reminder: Reminder): Promise<() => Promise<void>> {
  await store.save([], [{ key: PLAN + reminder.rid, method: "DELETE", path: `/reminders/${reminder.rid}` }]);
  await store.local.delete(PLAN + reminder.rid);
  const undo = await store.remove([reminder.id]);
  return async () => { await undo(); await keepReminder(store, reminder); };
}

/** Whether the person has answered this occurrence for good. */
export function isSettled(reminder: Reminder, nominal: Nominal): boolean {
  return reminder.done[nominal] === "done" || reminder.done[nominal] === "skipped";
}

/** Sends what waits. A reminder that another device changed first is sent again over that version: the record is the truth. */
export async function sendWaiting(store: RemindingStore, api: Pick<Api, "send" | "createDevice">): Promise<Sent> {
  if ((await store.calls.list()).length === 0) return "sent";
  await ensureDevice(api, store.local);
  const overtaken: string[] = [];
  const sent = await sendCalls(store.calls, api, async (call, problem, body) => {
    if (!call.key.startsWith(PLAN) || call.method !== "PUT") return;
    const version = (problem ? problem.extras : body as Record<string, unknown>)["version"];
    if (typeof version === "number") await store.local.set(call.key, version);
    if (isOvertaken(problem)) overtaken.push(call.key.slice(PLAN.length));
  });
  if (sent === "waiting" || overtaken.length === 0) return sent;
  for (const rid of overtaken) await planAgain(store, rid);
  return sendCalls(store.calls, api, () => undefined);
}

/** Queues the plan of a reminder that is kept here, as it stands. */
async function planAgain(store: RemindingStore, rid: string): Promise<void> {
  const reminder = await findReminder(store, rid);
  if (reminder) await store.save([], [await planCall(store, reminder)]);
}

function isOvertaken(problem: ApiProblem | undefined): boolean {
  return problem?.slug === "reminder-changed";
}

/** Only what is needed to ring at the right minute: no title, no routine. */
async function planCall(store: Pick<RemindingStore, "local">, reminder: Reminder): Promise<QueuedCall> {
  const { rid, rule, start, time, zone, quiet, follow_up, pause_until, ttl_seconds } = reminder;
  const version = await store.local.get<number>(PLAN + rid) ?? 0;
  return { key: PLAN + rid, method: "PUT", path: `/reminders/${rid}`, body: { version, rule, start, time, zone, quiet, follow_up, pause_until, ttl_seconds } };
}

function occurrenceCall(rid: string, occurrence: Occurrence): QueuedCall {
  return { key: `occurrence:${rid}:${occurrence.nominal}`, method: "POST", path: `/reminders/${rid}/occurrences`, body: occurrence };
}
