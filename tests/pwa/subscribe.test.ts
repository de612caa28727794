import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiProblem, Offline } from "../../pwa/src/net/api.ts";
import { createPush, type PushPlatform } from "../../pwa/src/net/subscribe.ts";
import type { Ring } from "../../pwa/src/vault/ring.ts";
import { createShelf } from "./shelf.ts";

const KEY = "BA".padEnd(86, "A") + "A";
const OTHER = "BB".padEnd(86, "A") + "A";

/** A browser whose push service answers, and a server that takes what it is told. */
function stage(changed: Partial<PushPlatform> = {}, { permission = "default", answer = "granted" }: { permission?: NotificationPermission; answer?: NotificationPermission } = {}) {
  const said: string[] = [];
  const bytes = (text: string): ArrayBuffer => new Uint8Array(Buffer.from(text, "base64url")).buffer;
  const manager = {
    held: undefined as { key: string } | undefined,
    subscribe: async ({ applicationServerKey }: { applicationServerKey: Uint8Array }) => {
      const key = Buffer.from(applicationServerKey).toString("base64url");
      if (manager.held && manager.held.key !== key) throw new DOMException("another key", "InvalidStateError");
      manager.held = { key };
      return manager.getSubscription();
    },
    getSubscription: async () => manager.held && {
      endpoint: "https://fcm.googleapis.com/x", options: { applicationServerKey: bytes(manager.held.key) }, getKey: () => new ArrayBuffer(16),
      unsubscribe: async () => { said.push("unsubscribed"); manager.held = undefined; return true; },
    },
  };
  const platform: PushPlatform = {
    secure: true, iosTab: false, push: true,
    workers: { ready: Promise.resolve({ pushManager: manager }) } as unknown as NonNullable<PushPlatform["workers"]>,
    notifications: { permission, requestPermission: async () => { said.push("asked"); return answer; } },
    ...changed,
  };
  const api = {
    status: async () => ({ protocol: 1, build: "x", now: 0, registration: "open" as const, push_key: KEY }),
    createDevice: async () => { said.push("device"); return { device: "d", token: "t" }; },
    subscribe: async ({ key }: { key: string }) => { said.push(`told ${key === KEY ? "key" : "other key"}`); },
    subscription: async () => ({ state: "active" as const, last_success: 7, last_error: null }),
  };
  const account = { ring: undefined as Ring | undefined };
  const standing = { local: createShelf().local, keys: { ring: async () => account.ring } };
  return { said, manager, platform, api, account, standing };
}

test("a tap asks, makes the phone known without an account, and subscribes", async () => {
  const { said, platform, api, standing } = stage();
  assert.deepEqual(await createPush(platform, api, standing).turnOn(), { at: "on", lastSuccess: 7, failing: false });
  assert.deepEqual(said, ["asked", "device", "told key"]);
});

const troubles: [string, Partial<PushPlatform>, string][] = [
  ["insecure", { secure: false }, "insecure"],
  ["an iPhone's browser tab", { iosTab: true, notifications: undefined }, "ios-tab"],
  ["a private window", { workers: undefined }, "private"],
  ["no push", { push: false }, "unsupported"],
  ["refused before", { notifications: { permission: "denied", requestPermission: async () => "denied" } }, "blocked"],
];
for (const [name, changed, trouble] of troubles) {
  test(`what stands in the way is known before anything is asked: ${name}`, async () => {
    const { said, platform, api, standing } = stage(changed);
    const push = createPush(platform, api, standing);
    assert.equal(push.obstacle(), trouble);
    assert.deepEqual(await push.turnOn(), { at: "trouble", trouble });
    assert.deepEqual(said, []);
  });
}

for (const [answer, trouble] of [["denied", "denied"], ["default", "unanswered"]] as const) {
  test(`a question answered with ${answer} is ${trouble}, and nothing is sent`, async () => {
    const { said, platform, api, standing } = stage({}, { answer });
    assert.deepEqual(await createPush(platform, api, standing).turnOn(), { at: "trouble", trouble });
    assert.deepEqual(said, ["asked"]);
  });
}

test("a push service that never answers is given up", async () => {
  const { platform, api, standing, manager } = stage();
  manager.subscribe = () => new Promise(() => undefined);
  assert.deepEqual(await createPush(platform, api, standing, 5).turnOn(), { at: "trouble", trouble: "unreachable" });
});

test("no signal and a refusal of our server are told apart", async () => {
  for (const [error, trouble] of [[new Offline(), "offline"], [new ApiProblem("endpoint-refused", 400, "", {}), "refused"]] as const) {
    const { platform, api, standing } = stage();
    api.subscribe = () => Promise.reject(error);
    assert.deepEqual(await createPush(platform, api, standing).turnOn(), { at: "trouble", trouble });
  }
});

test("a subscription for another server key is given up for one with the right key", async () => {
  const { said, manager, platform, api, standing } = stage({}, { permission: "granted" });
  const push = createPush(platform, api, standing);
  await push.turnOn();
  manager.held = { key: OTHER };
  assert.equal((await push.check()).at, "on");
  assert.deepEqual(said.slice(-2), ["unsubscribed", "told key"]);
});

test("opening the app asks nobody: a subscription that was never wanted stays off, a lost one comes back", async () => {
  const { said, manager, platform, api, standing } = stage({}, { permission: "granted" });
  const push = createPush(platform, api, standing);
  assert.deepEqual(await push.check(), { at: "off" });
  assert.deepEqual(said, []);
  await push.turnOn();
  manager.held = undefined;
  said.length = 0;
  await push.check();
  assert.deepEqual(said, ["told key"]);
});

test("a server that has lost this device gets a new one with the subscription, but not behind the back of an account", async () => {
  const { said, platform, api, account, standing } = stage({}, { permission: "granted" });
  const push = createPush(platform, api, standing);
  await push.turnOn();
  const { subscribe } = api;
  const lose = (): void => {
    api.subscribe = () => { api.subscribe = subscribe; return Promise.reject(new ApiProblem("unauthorized", 401, "", {})); };
    said.length = 0;
  };
  lose();
  assert.equal((await push.check()).at, "on");
  assert.deepEqual(said, ["device", "told key"]);
  lose();
  account.ring = {} as Ring;
  assert.deepEqual(await push.check(), { at: "trouble", trouble: "refused" });
  assert.deepEqual(said, []);
});
