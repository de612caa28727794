import { effect, signal, type ReadonlySignal } from "@preact/signals";
import {
  back, begin, createPlayer, found, isLive, isOver, leaveSpot, notFound, pause, restored, resume, rewind, skip, stop, tick,
  type Player,
} from "../core/player.ts";
import type { Id, Pain } from "../core/records.ts";
import type { Plan } from "../core/routine.ts";
import type { Attention } from "../device/attention.ts";
import type { Clock } from "../device/clock.ts";
import type { Media } from "../device/media.ts";
import type { Turn } from "../device/turn.ts";
import type { Store } from "../store/store.ts";
import { createCueing, type CueingParts, type Lacking, type Sense } from "./cueing.ts";
import type { Diary } from "./diary.ts";
import { sessionOf, type Occurrence, type Purpose, type Running } from "./running.ts";
import type { SettingsState } from "./settings.ts";

export type Saved = "no" | "saved" | "failed";

export interface SessionState {
  /** The running session; null before and after. It stays after the end until `leave`. */
  running: ReadonlySignal<Running | null>;
  /** UTC ms for the countdown; moves four times a second while time runs. */
  now: ReadonlySignal<number>;
  /** A sentence for screen readers at milestones; empty while our own voice speaks. */
  announced: ReadonlySignal<string>;
  lacking: ReadonlySignal<Lacking>;
  /** Whether the record of the ended session is on disk. */
  saved: ReadonlySignal<Saved>;
  /** A session that was cut off and waits where it was. */
  resumable: ReadonlySignal<Running | null>;
  /** Another window runs a routine: this one shows that, and runs none. */
  elsewhere: ReadonlySignal<boolean>;
  /** True while a routine runs or waits: no update then. */
  busy: ReadonlySignal<boolean>;
  load(): Promise<void>;
  /** Starts a plan that core/safety allowed. Call it in a tap: only then may sound and voice begin. */
  start(plan: Plan, purpose?: Purpose): Promise<void>;
  /** Takes up the cut-off session, paused; a tap goes on. */
  takeUp(): void;
  /** Takes the routine of the other window up here, paused, and ends it there. False if it has ended meanwhile. */
  takeOver(): Promise<boolean>;
  /** Saves the cut-off session as it is. @throws StoreProblem */
  finishCutOff(): Promise<void>;
  pause(): void;
  resume(): void;
  found(): void;
  notFound(): void;
  skip(): void;
  back(): void;
  rewind(): void;
  leaveSpot(): void;
  stop(reason: string): void;
  /** Adds the pain after it to the saved session. @throws StoreProblem */
  notePain(after: Pain): Promise<void>;
  /** Tries to save the ended session once more. */
  saveAgain(): Promise<void>;
  /** Closes the ended session. */
  leave(): void;
  /** Plays one tone and one sentence, for the settings and before a start. */
  hearCue(): Promise<Lacking>;
  /** Makes the screen of the running session dark, or bright again. */
  darken(dark: boolean): void;
  switchCue(cue: Sense, on: boolean): Promise<void>;
}

export interface SessionParts extends CueingParts {
  store: Pick<Store, "local" | "changed">;
  clock: Clock;
  newId(): Id;
  diary: Pick<Diary, "change" | "notePain" | "recent">;
  settings: Pick<SettingsState, "current" | "change">;
  media: Media;
  attention: Attention;
  turn: Turn;
  /** Told once when a session for a reminder is finished. */
  reminded?(occurrence: Occurrence): void;
}

const KEY = "session";
const TICK_MS = 250;
/** How much of a hold a kill may cost at most. */
const HEARTBEAT_MS = 5_000;
/** A session cut off longer ago is saved as it was instead of taken up. */
const RESUMABLE_MS = 2 * 3_600_000;
/** Finished sessions after which the hold begins by itself, and how long one may look for the spot. */
const PRACTISED = 3;
const FIND_SECONDS = 20;

export function createSession(parts: SessionParts): SessionState {
  const { store, clock, newId, diary, settings, words, wakefulness, media, attention, turn } = parts;
  const cueing = createCueing(parts);
  const running = signal<Running | null>(null);
  const resumable = signal<Running | null>(null);
  const elsewhere = signal(false);
  const now = signal(clock.now());
  const saved = signal<Saved>("no");
  const busy = signal(false);
  let timer: ReturnType<typeof setInterval> | undefined;
  let written = 0;
  let writing: Promise<void> = Promise.resolve();
  /** Whether this window may write: only one may. */
  let mine: Promise<boolean> = Promise.resolve(false);

  /** Writes one after the other, the newest last. A failed write is retried with the next transition. */
  const write = (value: Running | null): void => {
    written = clock.now();
    writing = writing.then(async () => {
      if (await mine) await (value === null ? store.local.delete(KEY) : store.local.set(KEY, value));
    }).catch(() => undefined);
  };

  /** Another window has the routine: nothing sounds or is written here any more. */
  const lost = (): void => {
    mine = Promise.resolve(false);
    quiet();
    cueing.silence();
    cueing.hush();
    running.value = null;
    resumable.value = null;
    elsewhere.value = true;
  };
  const claim = (force = false): Promise<boolean> => {
    mine = turn.take(lost, force);
    return mine.then((granted) => {
      if (granted) elsewhere.value = false; else lost();
      return granted;
    });
  };
  const giveBack = (): void => {
    void writing.then(() => {
      if (running.value !== null && !isOver(running.value.player.state)) return;
      turn.give();
      mine = Promise.resolve(false);
    });
  };

  const show = (player: Player): void => {
    const step = isLive(player.state) ? player.plan.steps[player.state.step] : undefined;
    media.show(player.plan.title, step?.title ?? player.plan.title, isLive(player.state));
  };

  const save = async (ended: Running): Promise<void> => {
    saved.value = "no";
    try {
      await diary.change(sessionOf(ended, clock));
      saved.value = "saved";
      write(null);
      giveBack();
    } catch {
      saved.value = "failed"; // it stays in the local store, and the screen says so
    }
  };

  const quiet = (): void => {
    clearInterval(timer);
    timer = undefined;
    wakefulness.release();
    media.close();
  };

  const over = (ended: Running): void => {
    quiet();
    if (ended.player.state.at === "finished" && ended.reminder) parts.reminded?.(ended.reminder);
    void save(ended);
  };

  const moveTo = (player: Player): void => {
    const before = running.value;
    if (before === null || before.player === player) return;
    const next = { ...before, player };
    running.value = next;
    const moved = player.state !== before.player.state;
    if (moved || clock.now() - written >= HEARTBEAT_MS) write(next);
    if (!moved) return;
    if (isOver(player.state)) {
      cueing.due(player, clock.now());
      if (player.state.at === "stopped") cueing.silence();
      over(next);
    } else {
      show(player);
    }
  };

  /** Plans the cues of what now runs; with `at` those that are due by then are given. */
  const cueAnew = (at?: number): void => {
    const player = running.value?.player;
    if (player === undefined) return;
    cueing.plan(player);
    if (at !== undefined) cueing.due(player, at);
  };

  /** The cues of a step are planned once; a tap, a sleep or a new step plans anew. */
  const beat = (): void => {
    const at = clock.now();
    now.value = at;
    const player = running.value?.player;
    if (player === undefined || isOver(player.state)) return;
    const next = tick(player, at);
    const moved = next.state !== player.state;
    cueing.due(player, at);
    moveTo(next);
    const again = moved && (stepOf(next) !== stepOf(player) || next.slept !== player.slept);
    if (again && !isOver(next.state)) cueAnew(at);
  };

  const act = (move: (player: Player, at: number) => Player): void => {
    const player = running.value?.player;
    if (player === undefined) return;
    const at = clock.now();
    now.value = at;
    cueing.hush();
    moveTo(move(player, at));
    cueAnew(at);
    if (running.value?.dark && running.value.player.state.at === "paused") cueing.tell(words.dark.paused);
    run();
  };

  const run = (): void => {
    const player = running.value?.player;
    if (player && !isOver(player.state)) timer ??= setInterval(beat, TICK_MS);
  };

  const goOn = (): void => { void cueing.open().then(() => cueAnew()); act(resume); };
  /** What is on disk: nothing, a routine of another window, or one that was cut off. */
  const look = async (): Promise<void> => {
    const stored = await store.local.get<Running>(KEY);
    if (running.value !== null) return;
    const taken = stored !== undefined && await turn.taken();
    elsewhere.value = taken;
    if (stored === undefined || taken) { resumable.value = null; return; }
    const cut = { ...stored, player: restored(stored.player) };
    const late = isOver(cut.player.state) || clock.now() - cut.player.seen > RESUMABLE_MS;
    if (!late) resumable.value = cut;
    else if (await claim()) await save(cut);
  };
  /** A routine of the other window that has its record is over, though its last state is on disk for a moment yet. */
  const ended = async (ids: readonly Id[]): Promise<void> => {
    const stored = await store.local.get<Running>(KEY);
    if (stored === undefined || ids.includes(stored.id)) elsewhere.value = false;
  };
  /** Unless another window was faster: then there is nothing to take up any more. */
  const stillThere = async (): Promise<void> => {
    if (!(await claim()) || await store.local.get(KEY) !== undefined) return;
    running.value = null;
    giveBack();
  };
  attention.onReturn(() => { if (running.value) beat(); else void look(); });
  store.changed((ids) => { if (elsewhere.value) void ended(ids); });
  attention.onLeave(() => { const value = running.value; if (value && !isOver(value.player.state)) { beat(); write(running.value); } });
  effect(() => { busy.value = running.value !== null && !isOver(running.value.player.state); });

  return {
    running, now, announced: cueing.announced, lacking: cueing.lacking, saved, resumable, elsewhere, busy,
    load: look,
    async start(toPlay, purpose = {}) {
      const finished = [...diary.recent.value.values()].filter((entry) => entry.kind === "session").length;
      const player = createPlayer(toPlay, finished >= PRACTISED ? FIND_SECONDS : null);
      resumable.value = null;
      saved.value = "no";
      const opened = cueing.open();
      const startedAt = clock.now();
      running.value = { ...purpose, id: newId(), player: begin(player, startedAt) };
      const granted = claim();
      write(running.value);
      media.listen({ play: goOn, pause: () => act(pause), next: () => act(found), previous: () => act(back) });
      show(running.value.player);
      run();
      if (purpose.headache !== undefined && purpose.before !== undefined) void diary.notePain(purpose.headache, purpose.before);
      await opened;
      if (!(await granted)) { wakefulness.release(); return; }
      // Speaker and voice may have taken a moment: the first sentence is said all the same.
      if (purpose.dark) cueing.tell(words.dark.ways, true);
      cueing.plan(running.value.player, startedAt);
      cueing.due(running.value.player, clock.now(), Infinity);
    },
    takeUp() {
      running.value = resumable.value;
      resumable.value = null;
      now.value = clock.now();
      void stillThere();
    },
    async takeOver() {
      await claim(true);
      await look();
      if (resumable.value === null) { giveBack(); return false; }
      running.value = resumable.value;
      resumable.value = null;
      now.value = clock.now();
      write(running.value);
      return true;
    },
    async finishCutOff() {
      if (resumable.value === null || !(await claim())) return;
      await look();
      const cut = resumable.value;
      if (cut === null) return giveBack();
      await save(cut);
      if (saved.value === "saved") resumable.value = null;
    },
    pause: () => act(pause),
    resume: goOn,
    found: () => act(found),
    notFound: () => act(notFound),
    skip: () => act(skip),
    back: () => act(back),
    rewind: () => act(rewind),
    leaveSpot: () => act(leaveSpot),
    stop: (reason) => act((player, at) => stop(player, at, reason)),
    async notePain(after) {
      const ended = running.value;
      if (ended === null) return;
      await diary.change({ ...sessionOf(ended, clock), after });
      if (ended.headache !== undefined) await diary.notePain(ended.headache, after);
    },
    async saveAgain() { if (running.value) await save(running.value); },
    leave() { running.value = null; cueing.forget(); giveBack(); },
    hearCue: cueing.sample,
    darken(dark) {
      if (running.value === null) return;
      running.value = { ...running.value, dark };
      write(running.value);
      if (dark) cueing.tell(words.dark.ways);
    },
    async switchCue(cue, on) {
      await settings.change({ [cue]: on });
      if (!on && cue === "voice") cueing.hush();
      await cueing.open();
      cueAnew();
    },
  };
}

function stepOf(player: Player): number {
  return isLive(player.state) ? player.state.step : -1;
}
