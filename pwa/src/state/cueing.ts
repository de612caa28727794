import { signal, type ReadonlySignal } from "@preact/signals";
import { LATE_MS, schedule, type Cue } from "../core/cues.ts";
import { isOver, type Player } from "../core/player.ts";
import type { Tones } from "../device/audio.ts";
import type { Clock } from "../device/clock.ts";
import type { Voice } from "../device/speech.ts";
import type { Vibration } from "../device/vibration.ts";
import type { Wakefulness } from "../device/wakelock.ts";
import type { PlayerWords } from "../words/en/player.ts";
import type { SettingsState } from "./settings.ts";

/** What this device cannot give during a session; each is said once on the player. */
export interface Lacking {
  voice: boolean;
  sound: boolean;
  screen: boolean;
  vibration: boolean;
}

/** A way in which a cue reaches the person; each has its switch. */
export type Sense = "voice" | "sounds" | "vibration";

/** The cues of a running session: planned from the player, then heard, said and felt at their time. */
export interface Cueing {
  /** A sentence for screen readers at milestones; empty while our own voice speaks. */
  announced: ReadonlySignal<string>;
  lacking: ReadonlySignal<Lacking>;
  /** Opens speaker, voice and wake lock. Call it in a tap: only then may sound begin. */
  open(): Promise<void>;
  /** Plans the cues from `from` on (UTC ms, default now); those before now are still said, their tones are not played. */
  plan(player: Player, from?: number): void;
  /** Says and makes felt what is due at `at`; a cue more than `late` ms old is left out. */
  due(player: Player, at: number, late?: number): void;
  /** Says a sentence now; with `first` together with the next cue that is said. */
  tell(text: string, first?: boolean): void;
  /** Ends the sentence that is being said. */
  hush(): void;
  /** Takes back the tones that were planned. */
  silence(): void;
  /** The last sentence is no longer on screen. */
  forget(): void;
  /** Plays one tone and one sentence, for the settings and before a start. */
  sample(): Promise<Lacking>;
  wants(sense: Sense): boolean;
}

export interface CueingParts {
  clock: Pick<Clock, "now">;
  settings: Pick<SettingsState, "current">;
  words: Pick<PlayerWords, "say" | "sample" | "dark">;
  tones: Tones;
  voice: Voice;
  vibration: Vibration;
  wakefulness: Wakefulness;
}

export function createCueing({ clock, settings, words, tones, voice, vibration, wakefulness }: CueingParts): Cueing {
  const announced = signal("");
  const lacking = signal<Lacking>({ voice: false, sound: false, screen: false, vibration: false });
  let cues: Cue[] = [];
  /** What goes before the next sentence: a voice that is interrupted has said nothing. */
  let preface = "";

  const wants = (sense: Sense): boolean => settings.current.value[sense] !== false;
  const speaks = (): boolean => wants("voice") && !lacking.value.voice;

  const utter = (cue: Cue, player: Player): void => {
    if (cue.tone && wants("vibration")) vibration.feel(cue.tone);
    if (!cue.say) return;
    const text = [preface, words.say(cue.say, player.plan.steps)].filter((part) => part !== "").join(" ");
    preface = "";
    if (speaks()) voice.say(text);
    else if (cue.milestone) announced.value = text;
  };

  const open = async (): Promise<void> => {
    const heard = wants("sounds") ? tones.wake() : Promise.resolve(true);
    const kept = wakefulness.keep();
    const spoken = wants("voice") ? voice.ready() : Promise.resolve(true);
    const [sound, screen, speech] = await Promise.all([heard, kept, spoken]);
    lacking.value = { sound: wants("sounds") && !sound, screen: !screen, voice: wants("voice") && !speech, vibration: wants("vibration") && !vibration.able };
  };

  return {
    announced, lacking, open, wants,
    plan(player, from = clock.now()) {
      tones.cancel();
      if (isOver(player.state)) { cues = []; return; }
      const at = clock.now();
      cues = schedule(player, from);
      if (wants("sounds")) tones.plan(cues.flatMap((cue) => (cue.tone ? [{ inMs: cue.at - at, tone: cue.tone }] : [])));
    },
    due(player, at, late = LATE_MS) {
      const ready = cues.filter((cue) => cue.at <= at);
      cues = cues.filter((cue) => cue.at > at);
      for (const cue of ready) if (at - cue.at <= late) utter(cue, player);
    },
    tell(text, first = false) {
      if (first) { preface = text; return; }
      if (speaks()) voice.say(text);
      else announced.value = text;
    },
    hush: () => voice.hush(),
    silence: () => tones.cancel(),
    forget: () => { announced.value = ""; },
    async sample() {
      await open();
      tones.plan([{ inMs: 50, tone: "begin" }]);
      if (speaks()) voice.say(words.sample);
      wakefulness.release();
      return lacking.value;
    },
  };
}
