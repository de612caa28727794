import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiProblem, Offline } from "../../pwa/src/net/api.ts";
import { sendCalls } from "../../pwa/src/net/calls.ts";
import type { QueuedCall } from "../../pwa/src/core/rows.ts";
import type { StoredCall } from "../../pwa/src/store/database.ts";

const call = (key: string): StoredCall => ({ key, method: "PUT", path: `/reminders/${key}`, mark: `first ${key}`, queued_at: 0 });

/** A queue in memory and a server that answers what a test tells it to. */
function setUp(answers: Record<string, unknown>) {
  const queue = new Map(["morning", "noon", "night"].map((key) => [key, call(key)]));
  const told: [string, string | undefined][] = [];
  const calls = {
    list: () => Promise.resolve([...queue.values()]),
    drop: (sent: StoredCall) => {
      if (queue.get(sent.key)?.mark === sent.mark) queue.delete(sent.key);
      return Promise.resolve();
    },
  };
  const send = ({ path }: QueuedCall): Promise<unknown> => {
    const answer = answers[path.split("/").at(-1) ?? ""];
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  const run = () => sendCalls(calls, { send }, (sent, problem) => { told.push([sent.key, problem?.slug]); });
  return { queue, told, run };
}

const refusal = (slug: string, status: number): ApiProblem => new ApiProblem(slug, status, "", {});

test("queued calls are sent in their order and forgotten when answered", async () => {
  const { queue, told, run } = setUp({});
  assert.equal(await run(), "sent");
  assert.deepEqual(told.map(([key]) => key), ["morning", "noon", "night"]);
  assert.equal(queue.size, 0);
});

test("without signal the rest waits", async () => {
  const { queue, run } = setUp({ noon: new Offline() });
  assert.equal(await run(), "waiting");
  assert.deepEqual([...queue.keys()], ["noon", "night"]);
});

test("a server that is busy or broken is asked again later", async () => {
  for (const status of [429, 500, 503]) {
    const { queue, run } = setUp({ morning: refusal("busy", status) });
    assert.equal(await run(), "waiting");
    assert.equal(queue.size, 3);
  }
});

test("a refusal for good is told, and does not stand in the way of the others", async () => {
  const { queue, told, run } = setUp({ morning: refusal("reminder-changed", 409) });
  assert.equal(await run(), "sent");
  assert.deepEqual(told[0], ["morning", "reminder-changed"]);
  assert.equal(queue.size, 0);
});

test("a call that was replaced while it was on its way stays in the queue", async () => {
  const { queue, run } = setUp({});
  const running = run();
  queue.set("night", { ...call("night"), mark: "second night" });
  await running;
  assert.deepEqual([...queue.keys()], ["night"]);
});
