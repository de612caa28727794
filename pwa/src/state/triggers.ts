import type { SyncProblem } from "../core/troubles.ts";
import type { SyncState } from "./sync.ts";

const AFTER_SAVE_MS = 2_000;
const REGULAR_MS = 15 * 60_000;
const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 15 * 60_000;
/** Nothing that waiting would change: a person has to do something first. */
const FINAL = new Set<SyncProblem>(["removed", "deleted", "update", "server-old", "new-code", "full", "long", "refused", "unreadable"]);

/** The world around sync: a way to be called later, and the moments worth syncing at. */
export interface Moments {
  /** Calls `work` after `ms`, once; the answer takes it back. */
  later(ms: number, work: () => void): () => void;
  visible(): boolean;
  onOnline(listener: () => void): void;
  onVisible(listener: () => void): void;
  /** 0 up to 1. */
  chance(): number;
}

/** When to sync: at start, two seconds after a save, back online, back in sight, every 15 minutes, and later after trouble. */
export interface Triggers {
  start(): void;
  saved(): void;
  ended(problem: SyncProblem | null, retryAfter: number | undefined): void;
}

export function createTriggers(sync: () => Pick<SyncState, "now" | "on">, moments: Moments): Triggers {
  let failures = 0;
  let cancel = (): void => undefined;
  const plan = (ms: number): void => {
    cancel();
    cancel = moments.later(ms, () => { if (moments.visible()) void sync().now(); });
  };
  return {
    start: () => {
      const again = (): void => void sync().now();
      moments.onOnline(again);
      moments.onVisible(again);
      again();
    },
    saved: () => { if (sync().on.value) plan(AFTER_SAVE_MS); },
    ended: (problem, retryAfter) => {
      if (problem === null || FINAL.has(problem)) {
        failures = 0;
        plan(REGULAR_MS);
        return;
      }
      plan(Math.max(retryAfter ?? 0, waitAfter(failures, moments.chance())));
      failures += 1;
    },
  };
}

/** Doubles from 2 s to 15 min, with jitter, so that phones that failed together do not come back together. */
export function waitAfter(failures: number, chance: number): number {
  const whole = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(failures, 20));
  return whole * (0.5 + chance / 2);
}
