/** Whether the person can see the page. Timers of a hidden page are slow or stand still, so a return is told at once. */
export interface Attention {
  /** The page is seen again, or was woken from a freeze or the back-forward cache. */
  onReturn(listener: () => void): void;
  /** The page is about to be hidden, frozen or closed: the last moment to write. */
  onLeave(listener: () => void): void;
}

export const noAttention: Attention = { onReturn: () => undefined, onLeave: () => undefined };

/** The attention of this page. */
export function createAttention(): Attention {
  return {
    onReturn(listener) {
      document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") listener(); });
      document.addEventListener("resume", listener);
      addEventListener("pageshow", listener);
    },
    onLeave(listener) {
      document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") listener(); });
      document.addEventListener("freeze", listener);
      addEventListener("pagehide", listener);
    },
  };
}
