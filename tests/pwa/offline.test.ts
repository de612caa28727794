import assert from "node:assert/strict";
import { test } from "node:test";
import { createShell } from "../../pwa/src/state/app.ts";
import { createOffline } from "../../pwa/src/state/offline.ts";
import { createInstall } from "../../pwa/src/state/install.ts";
import { createWatch, createShelf, settled } from "./shelf.ts";

const HOUR = 3_600_000;

class Worker extends EventTarget {
  told: unknown[] = [];
  constructor(public state: string) { super(); }
  postMessage(message: unknown): void { this.told.push(message); }
  becomes(state: string): void { this.state = state; this.dispatchEvent(new Event("statechange")); }
}

/** The browser's side: one registration, and a controller that the test sets. */
class Container extends EventTarget {
  controller: Worker | null = null;
  registration = Object.assign(new EventTarget(), { active: null as Worker | null, waiting: null as Worker | null, installing: null as Worker | null, asked: 0, async update() { this.asked += 1; } });
  asked: unknown[] = [];
  ready: Promise<unknown> = new Promise(() => undefined);
  async register(url: string, options: object) { this.asked.push(url, options); return this.registration; }
  finds(worker: Worker): void { this.registration.installing = worker; this.registration.dispatchEvent(new Event("updatefound")); worker.becomes("installed"); }
  takesOver(worker: Worker): void { this.controller = worker; this.dispatchEvent(new Event("controllerchange")); }
}

async function phone({ installed = true } = {}) {
  const workers = new Container();
  if (installed) { workers.controller = workers.registration.active = new Worker("activated"); workers.ready = Promise.resolve(); }
  const { dirty: busy, setDirty: setBusy } = createShell();
  const clock = createWatch(Date.UTC(2026, 10, 22));
  let seen = (): void => undefined;
  const page = { reloads: 0, reload() { page.reloads += 1; }, onVisible(listener: () => void) { seen = listener; } };
  const memory = createShelf().local;
  const offline = createOffline({ workers: workers as unknown as ServiceWorkerContainer, page, clock, busy, memory });
  await settled();
  return { workers, setBusy, clock, page, memory, offline, isSeen: () => seen() };
}

test("the worker is asked for at its one address, past any cache", async () => {
  const { workers } = await phone();
  assert.deepEqual(workers.asked, ["/sw.js", { updateViaCache: "none" }]);
});

test("'ready without signal' is said once in the life of an installation", async () => {
  const first = await phone();
  assert.equal(first.offline.justReady.value, true);
  assert.equal(await first.memory.get("said-ready"), true);
  first.offline.putAway();
  assert.equal(first.offline.justReady.value, false);
  assert.equal(first.offline.state.value, "ready");
});

test("a newer version is offered, and taken only when the person agrees", async () => {
  const { workers, offline, page } = await phone();
  const newer = new Worker("installing");
  workers.finds(newer);
  assert.equal(offline.offered.value, true);
  assert.deepEqual(newer.told, []);
  offline.useNewVersion();
  assert.deepEqual(newer.told, ["use-new-version"]);
  workers.takesOver(newer);
  assert.equal(page.reloads, 1);
});

test("nothing is offered and nothing reloads while a routine runs or a form is unsaved", async () => {
  const { workers, offline, page, setBusy } = await phone();
  setBusy(true);
  const newer = new Worker("installing");
  workers.finds(newer);
  assert.equal(offline.offered.value, false);
  workers.takesOver(newer);
  assert.equal(page.reloads, 0);
  setBusy(false);
  assert.equal(page.reloads, 1);
});

test("'later' keeps the offer away until the next opening", async () => {
  const { workers, offline, setBusy } = await phone();
  workers.finds(new Worker("installing"));
  offline.putAway();
  setBusy(true);
  setBusy(false);
  assert.equal(offline.offered.value, false);
});

test("the first worker of an installation takes the page over without a reload and without an offer", async () => {
  const { workers, offline, page } = await phone({ installed: false });
  const first = new Worker("installing");
  workers.finds(first);
  workers.takesOver(first);
  assert.equal(page.reloads, 0);
  assert.equal(offline.offered.value, false);
});

test("a version that waited since last time is offered at the next start", async () => {
  const workers = new Container();
  workers.controller = workers.registration.active = new Worker("activated");
  workers.registration.waiting = new Worker("installed");
  const offline = createOffline({ workers: workers as unknown as ServiceWorkerContainer, page: { reload() {}, onVisible() {} }, clock: createWatch(0), busy: createShell().dirty, memory: createShelf().local });
  await settled();
  assert.equal(offline.offered.value, true);
});

test("updates are looked for at most once an hour, when the app is looked at", async () => {
  const { workers, clock, isSeen } = await phone();
  clock.pass(HOUR / 2);
  isSeen();
  assert.equal(workers.registration.asked, 0);
  clock.pass(HOUR / 2);
  isSeen();
  isSeen();
  assert.equal(workers.registration.asked, 1);
});

test("where there are no workers the app says that it cannot open offline", () => {
  const offline = createOffline({ workers: undefined, page: { reload() {}, onVisible() {} }, clock: createWatch(0), busy: createShell().dirty, memory: createShelf().local });
  assert.equal(offline.state.value, "off");
});

function browser(userAgent: string, more: { standalone?: boolean; maxTouchPoints?: number; installed?: boolean } = {}) {
  const listeners = new Map<string, (event: Event) => void>();
  const { installed = false, ...navigator } = more;
  return {
    navigator: { userAgent, ...navigator },
    matchMedia: () => ({ matches: installed }),
    addEventListener: (type: string, listener: (event: Event) => void) => { listeners.set(type, listener); },
    say: (event: Event) => listeners.get(event.type)?.(event),
  };
}

test("an iPhone and an iPad get a picture, an installed app gets none, others their menu", () => {
  assert.equal(createInstall(browser("Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X)")).way.value, "ios");
  assert.equal(createInstall(browser("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)", { maxTouchPoints: 5 })).way.value, "ios");
  assert.equal(createInstall(browser("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)", { maxTouchPoints: 0 })).way.value, "menu");
  assert.equal(createInstall(browser("Mozilla/5.0 (iPhone)", { standalone: true })).way.value, "installed");
  assert.equal(createInstall(browser("Mozilla/5.0 (Android 15)", { installed: true })).way.value, "installed");
});

test("Chromium's offer is kept for a button and not shown by itself", async () => {
  const page = browser("Mozilla/5.0 (Linux; Android 15)");
  const { way, install } = createInstall(page);
  let asked = 0;
  const offer = Object.assign(new Event("beforeinstallprompt", { cancelable: true }), { async prompt() { asked += 1; return { outcome: "dismissed" }; } });
  page.say(offer);
  assert.equal(offer.defaultPrevented, true);
  assert.equal(way.value, "button");
  assert.equal(asked, 0);
  await install();
  assert.equal(asked, 1);
  assert.equal(way.value, "menu");
  page.say(new Event("appinstalled"));
  assert.equal(way.value, "installed");
});
