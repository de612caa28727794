import type { Tone } from "../core/cues.ts";

/** A tone and when it is due, in ms from now. */
export interface Timed {
  inMs: number;
  tone: Tone;
}

/** The speaker. Tones of a step are put on the audio clock at once, so that a busy page cannot make them late. */
export interface Tones {
  /** False where this device has no sound for pages. */
  readonly able: boolean;
  /** Opens the speaker; only a tap may. Resolves to whether tones will be heard. */
  wake(): Promise<boolean>;
  /** Replaces what was planned before. */
  plan(cues: readonly Timed[]): void;
  cancel(): void;
  /** Also with the ring switch on silent, where the platform can (this stops other music there). */
  overSilent(on: boolean): void;
}

export const noTones: Tones = {
  able: false, wake: () => Promise.resolve(false), plan: () => undefined, cancel: () => undefined, overSilent: () => undefined,
};

interface Note {
  hz: number;
  /** Seconds after the cue. */
  after: number;
  /** Seconds until it has died away. */
  length: number;
  /** Of the whole loudness. */
  part: number;
}

const G3 = 196.0, C4 = 261.63, E4 = 329.63;
/** Low and round: nothing above 330 Hz, because high beeps hurt in an attack. */
export const NOTES: Record<Tone, readonly Note[]> = {
  begin: [{ hz: C4, after: 0, length: 0.9, part: 1 }],
  half: [{ hz: G3, after: 0, length: 0.7, part: 0.8 }],
  count: [{ hz: G3, after: 0, length: 0.25, part: 0.45 }],
  remind: [{ hz: G3, after: 0, length: 0.8, part: 0.35 }],
  switch: [{ hz: C4, after: 0, length: 0.6, part: 0.9 }, { hz: C4, after: 0.35, length: 0.9, part: 0.9 }],
  "end-again": [{ hz: C4, after: 0, length: 0.5, part: 0.9 }, { hz: G3, after: 0.28, length: 1.0, part: 1 }],
  "end-step": [{ hz: E4, after: 0, length: 0.5, part: 0.8 }, { hz: C4, after: 0.28, length: 1.1, part: 1 }],
  "end-all": [{ hz: G3, after: 0, length: 0.6, part: 0.8 }, { hz: C4, after: 0.35, length: 0.7, part: 0.9 }, { hz: E4, after: 0.7, length: 1.6, part: 0.9 }],
};
/** About -20 dB. */
const LOUDNESS = 0.1;
const ATTACK_SECONDS = 0.05;

/** Puts one tone on the clock of any audio context, `at` in its seconds; used by the live and by an offline context. */
export function sound(context: BaseAudioContext, into: AudioNode, tone: Tone, at: number): OscillatorNode[] {
  return NOTES[tone].map((note) => {
    const start = at + note.after;
    const swell = context.createGain();
    swell.gain.setValueAtTime(0, start);
    swell.gain.linearRampToValueAtTime(LOUDNESS * note.part, start + ATTACK_SECONDS);
    swell.gain.exponentialRampToValueAtTime(0.0001, start + note.length);
    const voice = context.createOscillator();
    voice.frequency.value = note.hz;
    voice.connect(swell).connect(into);
    voice.start(start);
    voice.stop(start + note.length + 0.05);
    return voice;
  });
}

interface WithAudioSession { audioSession?: { type: string } }

/** The speaker of this device. */
export function createTones(): Tones {
  if (typeof AudioContext === "undefined") return noTones;
  let context: AudioContext | undefined;
  let planned: OscillatorNode[] = [];
  const cancel = (): void => {
    for (const voice of planned) voice.disconnect();
    planned = [];
  };
  return {
    able: true,
    async wake() {
      context ??= new AudioContext({ latencyHint: "interactive" });
      // After the background a context can look alive and be dead (webkit.org/b/263627): only sleep and wake mends it.
      if (context.state === "running" && context.currentTime === 0) await context.suspend();
      const awake = context.state === "running" ? Promise.resolve() : context.resume();
      await Promise.race([awake, new Promise((resolve) => setTimeout(resolve, 1000))]);
      return context.state === "running";
    },
    plan(cues) {
      cancel();
      if (context === undefined) return;
      const now = context.currentTime;
      for (const { inMs, tone } of cues) if (inMs > -100) planned.push(...sound(context, context.destination, tone, now + Math.max(0, inMs) / 1000));
    },
    cancel,
    overSilent(on) {
      const session = (navigator as WithAudioSession).audioSession;
      if (session !== undefined) session.type = on ? "playback" : "ambient";
    },
  };
}
