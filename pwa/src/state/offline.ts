import { effect, signal, type ReadonlySignal } from "@preact/signals";
import type { Clock } from "../device/clock.ts";

const HOUR = 3_600_000;

/** Whether the app opens without signal, and whether a newer version waits. */
export interface OfflineState {
  /** "off" where there is no service worker: insecure address, private window, example diary. */
  state: ReadonlySignal<"unknown" | "ready" | "off">;
  /** True once in the life of an installation: the app has just become able to open offline. */
  justReady: ReadonlySignal<boolean>;
  /** A newer version is downloaded, and nothing is running that it could disturb. */
  offered: ReadonlySignal<boolean>;
  /** Switches to the newer version and opens the page anew. */
  useNewVersion(): void;
  /** Puts the offer or the "ready" word away until the app is opened again. */
  putAway(): void;
}

/** What offline state needs from its surroundings. */
export interface OfflineParts {
  /** undefined where service workers do not exist, or where none is wanted. */
  workers: ServiceWorkerContainer | undefined;
  page: { reload(): void; onVisible(listener: () => void): void };
  clock: Clock;
  /** True while a routine runs or a form is unsaved: no offer, no reload. */
  busy: ReadonlySignal<boolean>;
  /** Remembers across starts that "ready" was said. */
  memory: { get<T>(key: string): Promise<T | undefined>; set(key: string, value: unknown): Promise<void> };
}

/** No worker at all: the example diary. */
export const noOffline: OfflineState = {
  state: signal("off"), justReady: signal(false), offered: signal(false), useNewVersion() {}, putAway() {},
};

/** Registers the service worker and watches over its versions. */
export function createOffline(parts: OfflineParts): OfflineState {
  const { workers, page, busy } = parts;
  if (!workers) return noOffline;
  const state = signal<"unknown" | "ready" | "off">(workers.controller ? "ready" : "unknown");
  const justReady = signal(false);
  const waiting = signal<ServiceWorker | null>(null);
  const offered = signal(false);
  let away = false;
  effect(() => { offered.value = waiting.value !== null && !busy.value && !away; });

  reloadOnNewWorker(workers, page, busy);
  workers.register(workerUrl() as string, { updateViaCache: "none" }).then(
    (registration) => {
      watch(registration, (worker) => { waiting.value = worker; });
      checkHourly(registration, parts);
      void sayReadyOnce(workers, parts.memory, state, justReady);
    },
    () => { if (!workers.controller) state.value = "off"; },
  );
  return {
    state, justReady, offered,
    useNewVersion: () => waiting.value?.postMessage("use-new-version"),
    // Putting away the word "ready" must not put away the offer of a version that comes later.
    putAway: () => { away ||= offered.value; offered.value = false; justReady.value = false; },
  };
}

/** Calls `found` with a worker that waits to take over from the one in charge. */
function watch(registration: ServiceWorkerRegistration, found: (worker: ServiceWorker) => void): void {
  if (registration.waiting && registration.active) found(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const worker = registration.installing;
    worker?.addEventListener("statechange", () => {
      if (worker.state === "installed" && registration.active) found(worker);
    });
  });
}

/** When another version takes over (asked for here or in another tab), opens the page anew as soon as nothing runs. */
function reloadOnNewWorker(workers: ServiceWorkerContainer, page: OfflineParts["page"], busy: ReadonlySignal<boolean>): void {
  let hadOne = workers.controller !== null;
  const replaced = signal(false);
  workers.addEventListener("controllerchange", () => {
    // The first worker of an installation takes over the page that fetched it: same version, nothing to reload.
    if (hadOne) replaced.value = true;
    hadOne = true;
  });
  const stop = effect(() => {
    if (!replaced.value || busy.value) return;
    queueMicrotask(() => stop());
    page.reload();
  });
}

function checkHourly(registration: ServiceWorkerRegistration, { page, clock }: OfflineParts): void {
  let last = clock.now();
  page.onVisible(() => {
    if (clock.now() - last < HOUR) return;
    last = clock.now();
    registration.update().catch(() => { /* offline: the next look will do */ });
  });
}

async function sayReadyOnce(workers: ServiceWorkerContainer, memory: OfflineParts["memory"], state: { value: string }, justReady: { value: boolean }): Promise<void> {
  await workers.ready;
  state.value = "ready";
  if (await memory.get<boolean>("said-ready")) return;
  justReady.value = true;
  await memory.set("said-ready", true);
}

/** Opens the page anew in the newest version on this phone, for a page whose own can no longer go on. */
export async function reloadNewest(workers: ServiceWorkerContainer | undefined, reload: () => void): Promise<void> {
  const registration = await workers?.getRegistration();
  const newer = registration?.waiting ?? registration?.installing;
  if (!newer) { reload(); return; }
  newer.addEventListener("statechange", () => { if (newer.state === "activated" || newer.state === "redundant") reload(); });
  newer.postMessage("use-new-version");
}

interface TrustedTypesFactory { createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): unknown } }

/** The worker's address, wrapped for browsers with Trusted Types. The policy lets through this one address. */
function workerUrl(): unknown {
  const url = "/sw.js";
  const factory = (globalThis as { trustedTypes?: TrustedTypesFactory }).trustedTypes;
  const policy = factory?.createPolicy("sw-url", {
    createScriptURL(given) {
      if (given === url) return given;
      throw new TypeError(`Not our worker: ${given}`);
    },
  });
  return policy ? policy.createScriptURL(url) : url;
}
