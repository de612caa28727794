/** Runs in a page: a whole session, with the app's own session, cues and tones, on an audio clock that is rendered, not heard. */
import { awake, begin, createPlayer, isLive, isOver, type Player } from "../../pwa/src/core/player.ts";
import { schedule } from "../../pwa/src/core/cues.ts";
import { withCounts, type Plan } from "../../pwa/src/core/routine.ts";
import type { Step } from "../../pwa/src/core/library.ts";
import { createTones } from "../../pwa/src/device/audio.ts";
import { createSession, type SessionParts } from "../../pwa/src/state/session.ts";
import { player as words } from "../../pwa/src/words/en/player.ts";

const RATE = 4_000;
/** The page looks at its timers this often: a phone is busy, and its timers are late. */
const LOOK_S = 0.05;
const NOW = Date.UTC(2026, 10, 22, 9, 0, 0);
const FIND_SECONDS = 20;

/** Timers that run by the rendered clock. */
class Timers {
  private now = 0;
  private next = 1;
  private readonly waiting = new Map<number, { at: number; every: number | null; work: () => void }>();

  install(): void {
    const add = (every: boolean) => (work: () => void, ms = 0): number => {
      this.waiting.set(this.next, { at: this.now + ms, every: every ? ms : null, work });
      return this.next++;
    };
    const clear = (id?: number): void => { this.waiting.delete(id ?? 0); };
    Object.assign(globalThis, { setTimeout: add(false), setInterval: add(true), clearTimeout: clear, clearInterval: clear });
  }

  advance(ms: number): void {
    this.now = ms;
    for (const [id, timer] of [...this.waiting]) {
      if (timer.at > ms || !this.waiting.has(id)) continue;
      if (timer.every === null) this.waiting.delete(id); else timer.at = ms + timer.every;
      timer.work();
    }
  }
}

/** Seconds at which a tone is due, by the machine alone. */
function due(plan: Plan): number[] {
  const times: number[] = [];
  let player: Player = begin(createPlayer(plan, FIND_SECONDS), NOW);
  while (!isOver(player.state)) {
    const step = isLive(player.state) ? player.state.step : -1;
    times.push(...schedule(player, player.seen).flatMap((cue) => (cue.tone ? [(cue.at - NOW) / 1000] : [])));
    while (isLive(player.state) && player.state.step === step) player = awake(player, player.state.endsAt ?? Infinity);
  }
  return times;
}

/** Seconds at which sound begins after a moment of silence. */
function onsets(samples: Float32Array): number[] {
  const found: number[] = [];
  const calm = RATE / 10;
  let quiet = calm;
  for (const [at, sample] of samples.entries()) {
    if (Math.abs(sample) < 0.001) { quiet++; continue; }
    if (quiet >= calm) found.push(at / RATE);
    quiet = 0;
  }
  return found;
}

/** Plays `steps` as one session. `due` and `heard` are seconds from its start. */
export async function play(steps: Step[]): Promise<{ due: number[]; heard: number[] }> {
  const plan: Plan = {
    routine: "long", code: "R00", title: "Long", content_version: "1", left: [], dayMs: Infinity,
    spotMs: Object.fromEntries(steps.flatMap(({ places }) => places.map((place) => [place, Infinity]))),
    steps: steps.map((step) => withCounts(step, null, new Map())),
  };
  const times = due(plan);
  const length = (times.at(-1) ?? 0) + 4;
  const rendered = new OfflineAudioContext(1, length * RATE, RATE);
  const stopAt = rendered.suspend.bind(rendered);
  const goOn = rendered.resume.bind(rendered);
  // To the app this is a speaker that runs.
  Object.defineProperty(rendered, "state", { get: () => "running" });
  Object.assign(rendered, { resume: async () => undefined, suspend: async () => undefined });
  Object.assign(globalThis, { AudioContext: function Speaker() { return rendered; } });
  const timers = new Timers();
  timers.install();
  let now = NOW;
  const practised = new Map([1, 2, 3].map((each) => [String(each), { kind: "session" }]));
  const session = createSession({
    clock: { now: () => now, offsetAt: () => 0, zone: () => "UTC", day: () => "2026-11-22" },
    store: { local: { get: async () => undefined, set: async () => undefined, delete: async () => undefined }, changed: () => () => undefined },
    newId: () => "session", diary: { recent: { value: practised }, change: async () => undefined, notePain: async () => undefined },
    settings: { current: { value: { voice: false, vibration: false } }, change: async () => undefined },
    words, tones: createTones(), voice: { ready: async () => true, say: () => undefined, hush: () => undefined },
    vibration: { able: false, feel: () => undefined, still: () => undefined },
    wakefulness: { keep: async () => true, release: () => undefined },
    media: { listen: () => undefined, show: () => undefined, close: () => undefined },
    attention: { onLeave: () => undefined, onReturn: () => undefined },
    turn: { taken: async () => false, take: async () => true, give: () => undefined },
  } as unknown as SessionParts);
  await session.start(plan);
  const look = async (at: number): Promise<void> => {
    await stopAt(at);
    now = NOW + at * 1000;
    timers.advance(at * 1000);
    for (let turn = 0; turn < 4; turn++) await Promise.resolve();
    if (at + LOOK_S < length) void look(at + LOOK_S);
    await goOn();
  };
  void look(LOOK_S);
  const sound = await rendered.startRendering();
  return { due: times, heard: onsets(sound.getChannelData(0)) };
}
