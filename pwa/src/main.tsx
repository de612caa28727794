import { computed, effect, signal } from "@preact/signals";
import { render } from "preact";
import { createAttention } from "./device/attention.ts";
import { createMedia } from "./device/media.ts";
import { createTones } from "./device/audio.ts";
import { createTurn } from "./device/turn.ts";
import { createVibration } from "./device/vibration.ts";
import { createVoice } from "./device/speech.ts";
import { createWakefulness } from "./device/wakelock.ts";
import { hasButtons, onNotificationTap, pushPlatform, stopPushes } from "./device/push.ts";
import { deviceKind } from "./device/name.ts";
import { deviceClock as clock } from "./device/clock.ts";
import { askToKeep, readStorage } from "./device/persist.ts";
import { createApi, loadContent, loadFigures, loadPoses, loadReading } from "./net/api.ts";
import { createPush } from "./net/subscribe.ts";
import { createDiary } from "./state/diary.ts";
import { createInstall } from "./state/install.ts";
import { createLibrary } from "./state/library.ts";
import { createOffline, noOffline } from "./state/offline.ts";
import { createOwn } from "./state/own.ts";
import { createReading } from "./state/reading.ts";
import { createReminders, noServer } from "./state/reminders.ts";
import { createRouter, createShell, isDemo } from "./state/app.ts";
import { createSafety } from "./state/safety.ts";
import { createSession } from "./state/session.ts";
import { createSettings } from "./state/settings.ts";
import { createSync, type SyncState } from "./state/sync.ts";
import { createTriggers } from "./state/triggers.ts";
import { createStorageCare } from "./state/storage.ts";
import { createSurroundings } from "./state/surroundings.ts";
import { eraseDatabase } from "./store/database.ts";
import { openStore, type AppStore } from "./store/store.ts";
import { storeProblem, StoreProblem } from "./store/problem.ts";
import { App } from "./ui/App.tsx";
import { Stuck } from "./ui/Stuck.tsx";
import { BUILD } from "./ui/build.ts";
import { forgetKnown, isKnown, rememberKnown } from "./ui/known.ts";
import { rememberLook } from "./ui/look.ts";
import { randomId } from "./vault/mid.ts";
import { en as words, restOfWords } from "./words/en.ts";
import type { PlayerWords } from "./words/en/player.ts";

/** The player's words come later than the player is built; it speaks only after a screen that waited for them. */
const playerWords: Pick<PlayerWords, "say" | "sample" | "dark"> = {
  say: (...cue) => words.player.say(...cue),
  get sample() { return words.player.sample; },
  get dark() { return words.player.dark; },
};
const root = document.getElementById("app") ?? document.body;
const demo = isDemo(location.pathname);
const locale = navigator.languages.find((tag) => tag.startsWith("en")) ?? "en-GB";

giveWay();
welcomeEarly();
open().then(run).catch(stuck);

/** The diary of this phone; for the example a database of its own, filled on its first opening of the day. */
async function open(): Promise<AppStore> {
  // Another window has deleted everything: this one opens as new, too.
  if (!demo) return openStore("unknot", () => location.assign("/"));
  const { openExample } = await import("./state/example.ts");
  return openExample(clock);
}

/** The welcome that stands in the page stays until a screen is drawn, and goes before that is shown. */
function giveWay(): void {
  new MutationObserver((_changes, observer) => {
    if (!root.querySelector("main")) return;
    document.getElementById("first")?.remove();
    observer.disconnect();
  }).observe(root, { childList: true, subtree: true });
}

/** On a first visit the welcome comes next: its file and words are fetched while the diary opens, not after. */
function welcomeEarly(): void {
  if (demo || !("serviceWorker" in navigator) || navigator.serviceWorker.controller) return;
  Promise.all([import("./ui/screens/Welcome.tsx"), restOfWords()]).catch(() => undefined);
}

/** The diary does not open: say so. Where the very first opening is refused there is no diary that could be lost. */
function stuck(error: unknown): void {
  const problem = storeProblem(error);
  const why = !(problem instanceof StoreProblem) ? "broken" : problem.reason === "lost" ? "closed" : problem.reason;
  render(<Stuck text={words.shell.storage[why]} words={words} />, root);
  if (why === "broken") throw error;
}

/** Wires everything, once, and draws the first screen. */
async function run(store: AppStore): Promise<void> {
  const newId = randomId;
  const shell = createShell();
  const router = createRouter(window);
  const settings = createSettings(store, clock);
  const diary = createDiary({ store, clock, newId, saved: keepStorage });
  const own = createOwn({ store, clock, newId });
  const library = createLibrary({ loadContent, loadFigures, loadPoses, own: (slug, content) => own.routine(slug, content) });
  const safety = createSafety({ store, clock, library, settings, diary });
  const api = createApi({ origin: "", build: BUILD, token: () => store.local.get<string>("token") });
  const install = createInstall(window);
  const reminders = createReminders({
    store, clock, newId, api: demo ? noServer : api, hasButtons: hasButtons(window),
    push: createPush(pushPlatform(window, install.way.value === "ios"), demo ? noServer : api, store),
    whenOnline: (listener) => addEventListener("online", listener),
    later: (ms, work) => void setTimeout(work, ms), chance: Math.random,
  });
  const triggers = createTriggers(() => sync, {
    later: (ms, work) => { const timer = setTimeout(work, ms); return () => clearTimeout(timer); },
    visible: () => document.visibilityState === "visible",
    onOnline: (listener) => addEventListener("online", listener),
    onVisible, chance: Math.random,
  });
  const sync: SyncState = createSync({
    store, api, clock, origin: location.origin, random: newId, alone,
    ended(problem, retryAfter) {
      triggers.ended(problem, retryAfter);
      // Saved while that sync was running.
      if (problem === null && sync.waiting.value > 0) triggers.saved();
    },
    deviceName: words.shell.devices[deviceKind(navigator.userAgent, navigator.maxTouchPoints)],
  });
  const session = createSession({
    store, clock, newId, diary, settings, words: playerWords,
    tones: createTones(), voice: createVoice("en"), vibration: createVibration(), wakefulness: createWakefulness(),
    media: createMedia(), attention: createAttention(),
    turn: createTurn({ locks: navigator.locks, local: store.local, me: newId(), now: clock.now, every }),
    reminded: ({ rid, nominal }) => void reminders.done(rid, nominal),
  });
  const surroundings = createSurroundings(clock, isSecureContext);
  const storage = createStorageCare({
    look: () => readStorage(navigator.storage),
    ask: () => askToKeep(navigator.storage),
    forget: async () => { if (!demo) await api.removeMe(); },
    silence: async () => { if (!demo) await stopPushes(navigator.serviceWorker); },
    erase: async () => { await store.close(); forgetKnown(); await eraseDatabase(demo ? "unknot-demo" : "unknot"); },
    reopen: () => { location.assign(demo ? "/demo" : "/"); },
  });

  reportProblems(shell);
  const complete = signal(false);
  const readRest = async (): Promise<void> => {
    await Promise.all([settings.load(), safety.load(), own.load(), reminders.load(), sync.load()]);
    complete.value = true;
  };
  // Today waits for what it shows first; the rest of its reading takes a slow phone as long as all before.
  const todayFirst = router.route.value.path === "/" && (demo || isKnown());
  await Promise.all([diary.load(), session.load(), !todayFirst && readRest()]);
  const busy = computed(() => session.busy.value || shell.dirty.value);
  const offline = demo ? noOffline : createOffline({
    workers: navigator.serviceWorker, clock, busy, memory: store.local,
    page: { reload: () => location.reload(), onVisible },
  });
  if (!todayFirst) settle();

  const app = {
    clock, ...router, shell, diary, session, safety, settings, reminders, sync, offline, library, own, reading: createReading(loadReading), storage, surroundings,
    install, words, locale, complete, demo,
  };
  render(<App app={app} />, root);
  performance.mark("app-interactive");
  document.documentElement.dataset["ready"] = "1";
  if (todayFirst) {
    await afterPaint();
    await readRest();
    settle();
  }
  if (!demo) afterwards();

  /** What the settings say about this start and the next. */
  function settle(): void {
    effect(() => rememberLook(settings.theme.value));
    if (demo) return;
    effect(() => rememberKnown(settings.current.value.welcomed === true));
    if (!settings.current.value.welcomed && router.route.value.path === "/") router.go("/welcome", { replace: true });
  }

  /** What talks to the server waits until the first screen is drawn. Each opening and each return looks after the pushes. */
  function afterwards(): void {
    restOfWords().catch(() => undefined);
    // What sync itself has written needs no sync.
    store.changed(() => { if (!sync.working.value) triggers.saved(); });
    triggers.start();
    void reminders.check();
    onVisible(() => void reminders.check());
    if ("serviceWorker" in navigator) onNotificationTap(navigator.serviceWorker, (path) => router.go(path));
    const compare = (): void => { const skew = api.skew(); if (skew !== undefined) surroundings.compare(clock.now() + skew); };
    void api.status().then(compare, compare);
  }

  /** Asked after the first save: then the browser knows that there is something worth keeping. */
  function keepStorage(): void {
    if (demo) return;
    void store.local.get<boolean>("asked-to-keep").then(async (asked) => {
      if (asked) return;
      await store.local.set("asked-to-keep", true);
      await askToKeep(navigator.storage);
    }).catch(() => undefined);
  }
}

/** Runs `work` unless another tab is at it: one tab syncs for all. Without locks the server's rules keep the peace. */
async function alone(work: () => Promise<void>): Promise<void> {
  if (!("locks" in navigator)) return work();
  await navigator.locks.request("unknot:sync", { ifAvailable: true }, async (lock) => { if (lock) await work(); });
}

/** Calls `work` every `ms`; the answer ends it. */
function every(ms: number, work: () => void): () => void {
  const timer = setInterval(work, ms);
  return () => clearInterval(timer);
}

/** Resolves when the browser has shown what is drawn; at once where the page is hidden and nothing is shown. */
function afterPaint(): Promise<void> {
  if (document.hidden) return Promise.resolve();
  return new Promise((shown) => { requestAnimationFrame(() => setTimeout(shown)); });
}

function onVisible(listener: () => void): void {
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") listener(); });
}

/** A save that failed where nobody was listening is still told. */
function reportProblems(shell: ReturnType<typeof createShell>): void {
  addEventListener("unhandledrejection", (event) => {
    if (event.reason instanceof StoreProblem) { event.preventDefault(); shell.report(event.reason); }
  });
}
