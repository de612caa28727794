import type { Id, Reminder } from "../core/records.ts";
import type { QueuedCall } from "../core/rows.ts";
import type { StoredCall } from "../store/database.ts";
import type { AppStore } from "../store/store.ts";
import type { ApiProblem, Api } from "./api.ts";
import { reasonToWait, sendCalls, type Answered, type Sent } from "./calls.ts";
import { alone, ensureDevice, replaceDevice } from "./device.ts";
import { PLAN, forgetCall, planCall, planOf } from "./reminding.ts";

/** What sending needs of the store; the page and the worker both have it. */
export type PlanningStore = Pick<AppStore, "save" | "list" | "local" | "calls"> & { keys: Pick<AppStore["keys"], "ring"> };

/** What the server was told of a reminder: by which device, with which answer. `plan`: as sent, "" if it has to be sent again. */
interface Told {
  device: Id | undefined;
  version: number;
  plan: string;
}

const TOLD = "plans";
/** Of sending in one go: another device changed a plan, this one was made anew, both once more. */
const MOST_ROUNDS = 5;

/**
 * Sends what waits, and every plan that the server was not told by this device as the sealed record says it now: after a
 * new device, after sync has brought a change, after another device was faster. The record is the truth.
 */
export function sendWaiting(store: PlanningStore, api: Pick<Api, "send" | "createDevice">): Promise<Sent> {
  return alone("unknot:calls", async () => {
    let sent: Sent = { is: "sent" };
    for (let round = 0; round < MOST_ROUNDS && (await anythingToSend(store)); round++) {
      sent = await sendRound(store, api).catch((error: unknown): Sent => {
        const waits = reasonToWait(error);
        if (!waits) throw error;
        return waits;
      });
      if (sent.is !== "sent") return sent;
    }
    return sent;
  });
}

async function sendRound(store: PlanningStore, api: Pick<Api, "send" | "createDevice">): Promise<Sent> {
  const { local } = store;
  await ensureDevice(api, local);
  const [device, token] = await Promise.all([local.get<Id>("device"), local.get<string>("token")]);
  const send = async (call: QueuedCall): Promise<unknown> => api.send(await withVersion(store, call, device));
  const sent = await sendCalls({ ...store.calls, list: () => plansFirst(store) }, { send }, noting(store, device));
  return sent.is === "unknown" && (await replaceDevice(api, store, token)) ? { is: "sent" } : sent;
}

/** Queues what the server has to be told besides the calls that wait. */
async function anythingToSend(store: PlanningStore): Promise<boolean> {
  const [told, device, reminders, calls] = await Promise.all([
    toldBy(store), store.local.get<Id>("device"), store.list("reminder") as Promise<Reminder[]>, store.calls.list(),
  ]);
  const queued = new Set(calls.map(({ key }) => key));
  const kept = new Set(reminders.map(({ rid }) => rid));
  const owed = [
    ...reminders.filter((reminder) => !isTold(told[reminder.rid], device, reminder)).map(planCall),
    ...Object.keys(told).filter((rid) => !kept.has(rid)).map(forgetCall),
  ].filter(({ key }) => !queued.has(key));
  if (owed.length > 0) await store.save([], owed);
  return owed.length + calls.length > 0;
}

function isTold(told: Told | undefined, device: Id | undefined, reminder: Reminder): boolean {
  return told !== undefined && told.device === device && told.plan === JSON.stringify(planOf(reminder));
}

/** An answer to an occurrence of a plan that the server does not have yet would be lost. */
async function plansFirst({ calls }: PlanningStore): Promise<StoredCall[]> {
  const all = await calls.list();
  return [...all.filter(isPlan), ...all.filter((call) => !isPlan(call))];
}

function isPlan({ key }: QueuedCall): boolean {
  return key.startsWith(PLAN);
}

async function withVersion(store: PlanningStore, call: QueuedCall, device: Id | undefined): Promise<QueuedCall> {
  if (!isPlan(call) || call.method !== "PUT") return call;
  const told = (await toldBy(store))[ridOf(call)];
  const version = told?.device === device ? told?.version ?? 0 : 0;
  return { ...call, body: { ...(call.body as object), version } };
}

/** Keeps what the server answered. A plan that it refuses for good is not sent again until it is changed. */
function noting(store: PlanningStore, device: Id | undefined): Answered {
  return async (call, problem, body) => {
    if (!isPlan(call)) return;
    const { [ridOf(call)]: before, ...others } = await toldBy(store);
    if (call.method === "DELETE") return store.local.set(TOLD, others);
    const { version } = (problem ? problem.extras : body) as { version?: unknown };
    const told: Told = {
      device, version: typeof version === "number" ? version : before?.version ?? 0,
      plan: isOvertaken(problem) ? "" : JSON.stringify(call.body),
    };
    await store.local.set(TOLD, { ...others, [ridOf(call)]: told });
  };
}

function isOvertaken(problem: ApiProblem | undefined): boolean {
  return problem?.slug === "reminder-changed";
}

function ridOf({ key }: QueuedCall): string {
  return key.slice(PLAN.length);
}

async function toldBy({ local }: Pick<PlanningStore, "local">): Promise<Record<string, Told>> {
  return await local.get<Record<string, Told>>(TOLD) ?? {};
}
