/**
 * What the worker does for reminders: shows a push as something true and discreet, takes taps on it, and keeps the
 * subscription alive. A push that shows nothing costs the permission, so every way through `showPush` ends in a notification.
 */
import { readPush, type Pushed } from "../core/push.ts";
import { createApi, type Api } from "../net/api.ts";
import { asDevice } from "../net/device.ts";
import { sendWaiting } from "../net/planning.ts";
import { answerReminder, findReminder, isSettled } from "../net/reminding.ts";
import { subscribe } from "../net/subscribe.ts";
import { openStore, type AppStore } from "../store/store.ts";
import { reminders } from "../words/en/reminders.ts";

declare const self: ServiceWorkerGlobalScope;
declare const __BUILD__: string;

/** The platform's options are wider than the compiler's. */
interface Shown extends NotificationOptions {
  actions?: { action: string; title: string }[];
  data: Tapped;
}

/** What a tap needs to know, kept in the notification itself. */
interface Tapped { path: string; rid?: string; nominal?: string }

const words = reminders.shown;
const READ_MS = 1_000;
const HEARD_MS = 1_000;
const LATER_MS = 15 * 60_000;

/** Shows what a push is about: the person's own words if the diary opens within a second, else words that fit all. */
export async function showPush(data: PushMessageData | null): Promise<void> {
  const pushed = readPush(data?.text());
  const body = await bodyOf(pushed).catch(() => words.body);
  await self.registration.showNotification(words.title, optionsOf(pushed, body));
}

/** A tap: on the notification itself or on one of its buttons. */
export async function takeTap(event: NotificationEvent): Promise<void> {
  event.notification.close();
  const { path, rid, nominal } = event.notification.data as Tapped;
  if (rid !== undefined && nominal !== undefined && (event.action === "later" || event.action === "skip")) {
    await withStore((store) => answer(store, rid, nominal, event.action === "skip"));
  } else {
    await openApp(path);
  }
}

/** The browser dropped the subscription: make it anew where it may be done without asking, else the next opening does it. */
export async function renewSubscription(): Promise<void> {
  if (Notification.permission !== "granted") return;
  const workers = { ready: Promise.resolve(self.registration) };
  await withStore((store) => {
    const api = apiOf(store);
    return asDevice(api, store, () => subscribe({ workers }, api));
  });
}

/** Sends what a tap left behind while there was no signal. @throws Error if it still waits: then the browser calls again */
export async function sendWhatWaits(): Promise<void> {
  const { is } = await withStore((store) => sendWaiting(store, apiOf(store)));
  if (is !== "sent") throw new Error(is);
}

async function bodyOf(pushed: Pushed): Promise<string> {
  if (pushed.about === "test") return words.test;
  if (pushed.about === "late") return words.late;
  if (pushed.about === "unknown") return words.body;
  const reminder = await within(READ_MS, withStore((store) => findReminder(store, pushed.rid)));
  if (reminder && isSettled(reminder, pushed.nominal)) return words.settled;
  return reminder?.title ?? words.body;
}

function optionsOf(pushed: Pushed, body: string): Shown {
  const shared = { body, lang: "en", icon: "/icons/icon-192.png", badge: "/icons/badge-96.png" };
  if (pushed.about !== "reminder") {
    const query = pushed.about === "unknown" ? "" : `?${pushed.about}=1`;
    return { ...shared, tag: pushed.about, data: { path: pushed.about === "unknown" ? "/" : `/settings/reminders${query}` } };
  }
  const { rid, nominal, silent } = pushed;
  const data = { path: `/r/${rid}?o=${nominal}`, rid, nominal };
  return { ...shared, tag: rid, data, silent, ...(body === words.settled ? {} : { actions: actions() }) };
}

/** A tap on the notification itself is "start", so that button gives way where only two fit. */
function actions(): { action: string; title: string }[] {
  const all = [{ action: "later", title: words.later }, { action: "skip", title: words.skip }];
  const room = (Notification as { maxActions?: number }).maxActions ?? 0;
  return (room > all.length ? [{ action: "start", title: words.start }, ...all] : all).slice(0, room);
}

async function answer(store: AppStore, rid: string, nominal: string, skip: boolean): Promise<void> {
  const reminder = await findReminder(store, rid);
  if (!reminder || isSettled(reminder, nominal)) return;
  const now = Date.now();
  await answerReminder(store, reminder, skip ? { nominal, state: "skipped" } : { nominal, state: "later", until: now + LATER_MS }, now);
  const { is } = await sendWaiting(store, apiOf(store));
  if (is !== "sent") await tryAgainWithSignal();
}

/** Background Sync where there is one; everywhere else the next opening sends it. */
async function tryAgainWithSignal(): Promise<void> {
  const { sync } = self.registration as { sync?: { register(tag: string): Promise<void> } };
  await sync?.register("calls").catch(() => undefined);
}

/** Brings the open app to the front and lets it go there by itself, so that a running routine is not torn down. */
async function openApp(path: string): Promise<void> {
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const ours = windows.find(({ url }) => !new URL(url).pathname.startsWith("/demo"));
  if (!ours) { await self.clients.openWindow(path); return; }
  const front = await ours.focus().catch(() => ours);
  if (!(await heard(front, path))) await front.navigate(path).catch(() => self.clients.openWindow(path));
}

/** Asks a page to go to a path; false where nobody answers within a second. */
function heard(client: Client, path: string): Promise<boolean> {
  return new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    const late = setTimeout(() => done(false), HEARD_MS);
    port1.onmessage = () => { clearTimeout(late); done(true); };
    client.postMessage({ open: path }, [port2]);
  });
}

async function withStore<T>(work: (store: AppStore) => Promise<T>): Promise<T> {
  const store = await openStore("unknot");
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

function apiOf(store: AppStore): Api {
  return createApi({ origin: "", build: __BUILD__, token: () => store.local.get<string>("token") });
}

async function within<T>(patience: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => { timer = setTimeout(() => reject(new Error("too late")), patience); });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
