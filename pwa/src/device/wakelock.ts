/** Keeps the screen awake. The system takes the lock away with every change of page, so it is asked for again. */
export interface Wakefulness {
  /** Resolves to whether the screen will stay on. */
  keep(): Promise<boolean>;
  release(): void;
}

export const noWakefulness: Wakefulness = { keep: () => Promise.resolve(false), release: () => undefined };

/** The wake lock of this device. */
export function createWakefulness(): Wakefulness {
  if (!("wakeLock" in navigator)) return noWakefulness;
  let lock: WakeLockSentinel | undefined;
  let wanted = false;
  const take = async (): Promise<boolean> => {
    if (lock !== undefined && !lock.released) return true;
    try {
      lock = await navigator.wakeLock.request("screen");
      if (!wanted) release();
      return wanted;
    } catch {
      return false; // low battery, or not allowed here: the player says so
    }
  };
  const release = (): void => { void lock?.release(); lock = undefined; };
  document.addEventListener("visibilitychange", () => { if (wanted && document.visibilityState === "visible") void take(); });
  return {
    keep() { wanted = true; return take(); },
    release() { wanted = false; release(); },
  };
}
