import { answered as withAnswer, type Nominal } from "../core/nominal.ts";
import type { Reminder } from "../core/records.ts";
import type { QueuedCall } from "../core/rows.ts";
import type { AppStore } from "../store/store.ts";
import type { Occurrence } from "./api.ts";

/** What reminding needs of the store; the page and the worker both have it. */
export type RemindingStore = Pick<AppStore, "save" | "list" | "remove">;

/** Keys of queued calls about a plan begin so; its `rid` follows. */
export const PLAN = "reminder:";

/** The reminder of that `rid`, if this phone has it. */
export async function findReminder(store: Pick<RemindingStore, "list">, rid: string): Promise<Reminder | undefined> {
  const all = await store.list("reminder") as Reminder[];
  return all.find((reminder) => reminder.rid === rid);
}

/** Keeps the reminder and tells the server when to ring: one transaction. @throws StoreProblem */
export async function keepReminder(store: RemindingStore, reminder: Reminder): Promise<void> {
  await store.save([reminder], [planCall(reminder)]);
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
  await store.save([], [forgetCall(reminder.rid)]);
  const undo = await store.remove([reminder.id]);
  return async () => { await undo(); await keepReminder(store, reminder); };
}

/** Whether the person has answered this occurrence for good. */
export function isSettled(reminder: Reminder, nominal: Nominal): boolean {
  return reminder.done[nominal] === "done" || reminder.done[nominal] === "skipped";
}

/** Only what is needed to ring at the right minute: no title, no routine. */
export function planOf({ rule, start, time, zone, quiet, follow_up, pause_until, ttl_seconds }: Reminder): object {
  return { rule, start, time, zone, quiet, follow_up, pause_until, ttl_seconds };
}

/** The version that it replaces is added when it is sent. */
export function planCall(reminder: Reminder): QueuedCall {
  return { key: PLAN + reminder.rid, method: "PUT", path: `/reminders/${reminder.rid}`, body: planOf(reminder) };
}

export function forgetCall(rid: string): QueuedCall {
  return { key: PLAN + rid, method: "DELETE", path: `/reminders/${rid}` };
}

function occurrenceCall(rid: string, occurrence: Occurrence): QueuedCall {
  return { key: `occurrence:${rid}:${occurrence.nominal}`, method: "POST", path: `/reminders/${rid}/occurrences`, body: occurrence };
}
