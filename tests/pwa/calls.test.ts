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
  assert.deepEqual(await run(), { is: "sent" });
  assert.deepEqual(told.map(([key]) => key), ["morning", "noon", "night"]);
  assert.equal(queue.size, 0);
});

test("without signal the rest waits", async () => {
  const { queue, run } = setUp({ noon: new Offline() });
  assert.deepEqual(await run(), { is: "offline" });
  assert.deepEqual([...queue.keys()], ["noon", "night"]);
});

test("a server that is busy, broken or newer is asked again later", async () => {
  for (const status of [426, 429, 500, 503]) {
    const { queue, run } = setUp({ morning: new ApiProblem("busy", status, "", { retry_after: 7 }) });
    assert.deepEqual(await run(), { is: "busy", retryAfter: 7_000 });
    assert.equal(queue.size, 3);
  }
});

test("a server that does not know this device any more is told nothing until there is a new one", async () => {
  for (const [slug, status] of [["unauthorized", 401], ["account-deleted", 410]] as const) {
    const { queue, told, run } = setUp({ morning: refusal(slug, status) });
    assert.deepEqual(await run(), { is: "unknown" });
    assert.deepEqual([queue.size, told.length], [3, 0]);
  }
});

for (const [slug, status] of [["bad-body", 400], ["not-found", 404], ["reminder-changed", 409], ["too-large", 413], ["quota", 507]] as const) {
  test(`a refusal for good (${slug}) is told, and does not stand in the way of the others`, async () => {
    const { queue, told, run } = setUp({ morning: refusal(slug, status) });
    assert.deepEqual(await run(), { is: "sent" });
    assert.deepEqual(told, [["morning", slug], ["noon", undefined], ["night", undefined]]);
    assert.equal(queue.size, 0);
  });
}

test("a call that was replaced while it was on its way stays in the queue", async () => {
  const { queue, run } = setUp({});
  const running = run();
  queue.set("night", { ...call("night"), mark: "second night" });
  await running;
  assert.deepEqual([...queue.keys()], ["night"]);
});
