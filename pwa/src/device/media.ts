/** What a headset button or the lock screen may ask for. */
export interface MediaTaps {
  play(): void;
  pause(): void;
  next(): void;
  previous(): void;
}

/** The controls of the lock screen and the headset. */
export interface Media {
  show(title: string, step: string, playing: boolean): void;
  listen(taps: MediaTaps): void;
  close(): void;
}

export const noMedia: Media = { show: () => undefined, listen: () => undefined, close: () => undefined };

const NAMES = { play: "play", pause: "pause", next: "nexttrack", previous: "previoustrack" } as const satisfies Record<keyof MediaTaps, MediaSessionAction>;

/** The media session of this device. It needs a playing <audio> in some browsers; without one it does nothing. */
export function createMedia(): Media {
  if (!("mediaSession" in navigator) || typeof MediaMetadata === "undefined") return noMedia;
  const session = navigator.mediaSession;
  const set = (action: MediaSessionAction, act: (() => void) | null): void => {
    try { session.setActionHandler(action, act); } catch { /* an action this browser does not know */ }
  };
  return {
    show(title, step, playing) {
      session.metadata = new MediaMetadata({ title: step, artist: title });
      session.playbackState = playing ? "playing" : "paused";
    },
    listen(taps) { for (const name of Object.keys(NAMES) as (keyof MediaTaps)[]) set(NAMES[name], taps[name]); },
    close() {
      for (const name of Object.values(NAMES)) set(name, null);
      session.metadata = null;
      session.playbackState = "none";
    },
  };
}
