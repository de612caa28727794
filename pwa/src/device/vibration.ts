import type { Tone } from "../core/cues.ts";

/** The vibration motor; in practice on Android only. */
export interface Vibration {
  readonly able: boolean;
  feel(tone: Tone): void;
  still(): void;
}

export const noVibration: Vibration = { able: false, feel: () => undefined, still: () => undefined };

/** Ms on, off, on, …; what is missing is heard and seen only. */
const PATTERNS: Partial<Record<Tone, number[]>> = {
  begin: [60], half: [30], switch: [60, 120, 60], "end-again": [120], "end-step": [120, 120, 120], "end-all": [200, 150, 200],
};

/** The motor of this device. A desktop has the function and no motor: that does no harm. */
export function createVibration(): Vibration {
  if (!("vibrate" in navigator)) return noVibration;
  return {
    able: true,
    feel(tone) { const pattern = PATTERNS[tone]; if (pattern) navigator.vibrate(pattern); },
    still() { navigator.vibrate(0); },
  };
}
