import type { Calls } from "../store/calls.ts";
import type { StoredCall } from "../store/database.ts";
import { ApiProblem, Offline, type Api } from "./api.ts";

/** Statuses after which the same call may succeed later: not our turn yet, or the server's bad hour. */
const LATER = new Set([401, 408, 425, 429]);

/** What came of a round of sending: `sent` all answered, `waiting` no signal or not now. */
export type Sent = "sent" | "waiting";

/** What a call answers to whoever queued it: `problem` is set where the server refused it for good. */
export type Answered = (call: StoredCall, problem: ApiProblem | undefined, body: unknown) => Promise<void> | void;

/**
 * Sends the queued calls in their order. All are idempotent, so one whose answer was lost is sent again. A refusal for
 * good drops the call and is told, so that it cannot stand in the way of the others for ever.
 */
export async function sendCalls(calls: Calls, api: Pick<Api, "send">, answered: Answered): Promise<Sent> {
  for (const call of await calls.list()) {
    try {
      const body = await api.send(call);
      await answered(call, undefined, body);
    } catch (error) {
      if (error instanceof Offline) return "waiting";
      if (!(error instanceof ApiProblem)) throw error;
      if (error.status >= 500 || LATER.has(error.status)) return "waiting";
      await answered(call, error, undefined);
    }
    await calls.drop(call);
  }
  return "sent";
}
