/** The service worker: events on the left, work with a name on the right. Built as a classic script. */
import { answerFile, answerPage, cacheName, dropOldCaches, fillCache, type Precached } from "./cache.ts";
import { renewSubscription, sendWhatWaits, showPush, takeTap } from "./reminder.ts";

declare const self: ServiceWorkerGlobalScope;
declare const __BUILD__: string;
declare const __PRECACHE__: readonly Precached[];
declare const __FIRST__: readonly string[];

/** Static routes: the browser answers from the cache without starting this worker (Chrome 123, Safari 27). */
interface RoutingInstallEvent extends ExtendableEvent {
  addRoutes?(rules: readonly object[]): Promise<void>;
}

self.addEventListener("install", (event) => {
  event.waitUntil(fillCache(__BUILD__, __PRECACHE__));
  event.waitUntil(routeFirstFiles(event));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(dropOldCaches(__BUILD__).then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin || url.pathname.startsWith("/api/")) return;
  const page = event.request.mode === "navigate" && isScreen(url.pathname);
  event.respondWith(page ? answerPage(__BUILD__, event.request) : answerFile(__BUILD__, event.request));
});

self.addEventListener("push", (event) => event.waitUntil(showPush(event.data)));
self.addEventListener("notificationclick", (event) => event.waitUntil(takeTap(event)));
self.addEventListener("pushsubscriptionchange", (event) => (event as ExtendableEvent).waitUntil(renewSubscription()));
// Background Sync, where the browser has it: the signal is back.
self.addEventListener("sync", (event) => (event as ExtendableEvent).waitUntil(sendWhatWaits()));

self.addEventListener("message", (event) => {
  // Only the person's word replaces the version that runs: a session may be on screen.
  if (event.data === "use-new-version") event.waitUntil(self.skipWaiting());
});

/** A navigation to a file (an icon, say, opened in a tab of its own) gets the file. */
function isScreen(path: string): boolean {
  return !path.split("/").at(-1)?.includes(".");
}

async function routeFirstFiles(event: RoutingInstallEvent): Promise<void> {
  const rules = __FIRST__.map((pathname) => ({
    condition: { urlPattern: { pathname, search: "" }, requestMethod: "get" },
    source: { cacheName: cacheName(__BUILD__) },
  }));
  // An extra: where the browser refuses a rule, the fetch event answers the same.
  await event.addRoutes?.(rules).catch(() => undefined);
}
