import { signal, type ReadonlySignal } from "@preact/signals";
import type { Reading } from "../core/reading.ts";

/** Articles and glossary, fetched when a screen of theirs first needs them; the worker keeps them for no signal. */
export interface ReadingState {
  /** Undefined until they are here. */
  reading: ReadonlySignal<Reading | undefined>;
  /** True when they could not be fetched; a further `load` tries again. */
  missing: ReadonlySignal<boolean>;
  load(): Promise<void>;
}

export function createReading(fetchReading: () => Promise<Reading>): ReadingState {
  const reading = signal<Reading | undefined>(undefined);
  const missing = signal(false);
  let coming: Promise<void> | undefined;
  return {
    reading, missing,
    load() {
      missing.value = false;
      coming ??= fetchReading().then(
        (found) => { reading.value = found; },
        () => { missing.value = true; coming = undefined; },
      );
      return coming;
    },
  };
}
