import type { QueuedCall } from "../core/rows.ts";
import type { Calls } from "../store/calls.ts";
import type { StoredCall } from "../store/database.ts";
import { ApiProblem, Offline } from "./api.ts";
import { isUnknown } from "./device.ts";

/** Statuses after which the same call may succeed later, besides those of a server in trouble: not our turn yet, or after an update. */
const LATER = new Set([408, 425, 426, 429]);
/** A limit was reached: refused for good, though the number says trouble. */
const FULL = 507;

/**
 * What came of a round of sending: `sent` all were answered, `offline` no signal, `unknown` the server does not know this
 * device any more, `busy` it has a bad hour; `retryAfter`: ms for which it asks to be left alone.
 */
export type Sent = { is: "sent" | "offline" | "unknown" } | { is: "busy"; retryAfter: number };

/** What a call answers to whoever queued it: `problem` is set where the server refused it for good. */
export type Answered = (call: StoredCall, problem: ApiProblem | undefined, body: unknown) => Promise<void> | void;

/**
 * Sends the queued calls in their order. All are idempotent, so one whose answer was lost is sent again. A refusal for
 * good drops the call and is told, so that it cannot stand in the way of the others for ever.
 */
export async function sendCalls(calls: Calls, api: { send(call: QueuedCall): Promise<unknown> }, answered: Answered): Promise<Sent> {
  for (const call of await calls.list()) {
    try {
      const body = await api.send(call);
      await answered(call, undefined, body);
    } catch (error) {
      const waits = reasonToWait(error);
      if (waits) return waits;
      await answered(call, error as ApiProblem, undefined);
    }
    await calls.drop(call);
  }
  return { is: "sent" };
}

/** Undefined for a refusal for good. @throws whatever is not the network's or the server's */
export function reasonToWait(error: unknown): Exclude<Sent, { is: "sent" }> | undefined {
  if (error instanceof Offline) return { is: "offline" };
  if (!(error instanceof ApiProblem)) throw error;
  if (isUnknown(error)) return { is: "unknown" };
  const later = LATER.has(error.status) || (error.status >= 500 && error.status !== FULL);
  return later ? { is: "busy", retryAfter: error.retryAfter ?? 0 } : undefined;
}
