import { signal, type ReadonlySignal } from "@preact/signals";
import type { Clock } from "../device/clock.ts";

/** A clock this far off makes entries land on the wrong day. Zones and a slow network stay far below it. */
const WRONG = 12 * 3_600_000;

/** What is amiss around the app. */
export interface Surroundings {
  /** Opened over plain http from another machine: no worker, no crypto, no push. */
  insecure: boolean;
  /** The server's time in UTC ms where this phone's clock is far from it, else null. */
  serverTime: ReadonlySignal<number | null>;
  /** Compares a time told by the server (UTC ms) with this phone's clock. */
  compare(serverNow: number): void;
}

export function createSurroundings(clock: Clock, secure: boolean): Surroundings {
  const serverTime = signal<number | null>(null);
  return {
    insecure: !secure,
    serverTime,
    compare(serverNow) { serverTime.value = Math.abs(serverNow - clock.now()) > WRONG ? serverNow : null; },
  };
}
