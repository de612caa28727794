import { fromBase64, toBase64 } from "../core/base64.ts";
import type { PushState, PushTrouble } from "../core/push.ts";
import { ApiProblem, Offline, type Api } from "./api.ts";
import { asDevice, type Standing } from "./device.ts";

/** What the browser lends; see device/push.ts. */
export interface PushPlatform {
  secure: boolean;
  iosTab: boolean;
  workers: Pick<ServiceWorkerContainer, "ready"> | undefined;
  push: boolean;
  notifications: { readonly permission: NotificationPermission; requestPermission(): Promise<NotificationPermission> } | undefined;
}

type PushApi = Pick<Api, "status" | "subscribe" | "subscription" | "createDevice">;

/** A browser that cannot reach its push service leaves `subscribe()` unsettled for ever (seen in Chromium). */
const PATIENCE_MS = 15_000;
const WANTED = "push-wanted";

export interface Push {
  /** What can be said before anything is asked; undefined where nothing stands in the way. */
  obstacle(): PushTrouble | undefined;
  /** Asks for permission where needed and subscribes. Call it from a tap. */
  turnOn(): Promise<PushState>;
  /** Looks after a subscription that was wanted once: makes it anew if it is gone, tells how it stands. Never asks. */
  check(): Promise<PushState>;
}

/** The door to this browser's pushes. `patience` in ms. */
export function createPush(platform: PushPlatform, api: PushApi, standing: Standing, patience = PATIENCE_MS): Push {
  const obstacle = (): PushTrouble | undefined => standsInTheWay(platform);
  const connect = async (): Promise<PushState> => {
    await asDevice(api, standing, () => within(patience, subscribe(platform, api)));
    const { last_success, state } = await api.subscription();
    return { at: "on", lastSuccess: last_success, failing: state === "failing" };
  };
  return {
    obstacle,
    async turnOn() {
      const found = obstacle() ?? await ask(platform);
      if (found) return { at: "trouble", trouble: found };
      await standing.local.set(WANTED, true);
      return connect().catch(troubled);
    },
    async check() {
      if (!(await standing.local.get<boolean>(WANTED))) return { at: "off" };
      const found = obstacle() ?? (platform.notifications?.permission === "granted" ? undefined : "unanswered");
      return found ? { at: "trouble", trouble: found } : connect().catch(troubled);
    },
  };
}

/**
 * Subscribes with the server's key, and tells the server. A subscription for another key is given up first: browsers
 * refuse to change it (InvalidStateError).
 */
export async function subscribe(platform: Pick<PushPlatform, "workers">, api: Pick<Api, "status" | "subscribe">): Promise<void> {
  const { push_key } = await api.status();
  if (push_key === null) throw new ApiProblem("endpoint-refused", 400, "This server sends no pushes.", {});
  const registration = await platform.workers?.ready;
  if (!registration) throw new DOMException("no worker", "NotSupportedError");
  const before = await registration.pushManager.getSubscription();
  if (before && keyOf(before) !== push_key) await before.unsubscribe();
  const subscription = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: fromBase64(push_key) });
  await tell(api, subscription, push_key);
}

/** Tells the server where pushes for this browser go. */
export async function tell(api: Pick<Api, "subscribe">, subscription: PushSubscription, key: string): Promise<void> {
  const part = (name: PushEncryptionKeyName): string => toBase64(new Uint8Array(subscription.getKey(name) ?? new ArrayBuffer(0)));
  await api.subscribe({ endpoint: subscription.endpoint, p256dh: part("p256dh"), auth: part("auth"), key });
}

/** The server key a subscription was made for, base64url; "" where the browser does not say. */
export function keyOf(subscription: PushSubscription): string {
  const key = subscription.options.applicationServerKey;
  return key ? toBase64(new Uint8Array(key)) : "";
}

function standsInTheWay({ secure, iosTab, workers, push, notifications }: PushPlatform): PushTrouble | undefined {
  if (!secure) return "insecure";
  if (iosTab && !notifications) return "ios-tab";
  if (!workers) return "private";
  if (!push || !notifications) return "unsupported";
  return notifications.permission === "denied" ? "blocked" : undefined;
}

async function ask({ notifications }: PushPlatform): Promise<PushTrouble | undefined> {
  const answer = await notifications?.requestPermission();
  if (answer === "granted") return undefined;
  return answer === "denied" ? "denied" : "unanswered";
}

function troubled(error: unknown): PushState {
  if (error instanceof Offline) return { at: "trouble", trouble: "offline" };
  if (error instanceof ApiProblem) return { at: "trouble", trouble: error.status >= 500 || error.status === 429 ? "offline" : "refused" };
  // AbortError: the push service refused or is away; TimeoutError: it said nothing at all.
  if (error instanceof DOMException) return { at: "trouble", trouble: error.name === "NotAllowedError" ? "blocked" : "unreachable" };
  throw error;
}

async function within<T>(patience: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DOMException("The push service did not answer.", "TimeoutError")), patience);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
