import { signal, type ReadonlySignal } from "@preact/signals";

/** Chromium's offer to install, kept until the person wants it. */
interface InstallOffer extends Event { prompt(): Promise<{ outcome: "accepted" | "dismissed" }> }

/** How this device puts a web app on its home screen. */
export type InstallWay = "installed" | "button" | "ios" | "menu";

export interface InstallState {
  way: ReadonlySignal<InstallWay>;
  /** Shows the browser's own question. Only where `way` is "button". */
  install(): Promise<void>;
}

/** What the browser lends; `window` fits. */
export interface InstallPlatform {
  navigator: { userAgent: string; standalone?: boolean; maxTouchPoints?: number };
  matchMedia(query: string): { matches: boolean };
  addEventListener(type: string, listener: (event: Event) => void): void;
}

/** Keeps the browser's install offer for later, and knows where only coaching helps. */
export function createInstall(platform: InstallPlatform): InstallState {
  let offer: InstallOffer | undefined;
  const way = signal<InstallWay>(firstWay(platform));
  platform.addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    offer = event as InstallOffer;
    way.value = "button";
  });
  platform.addEventListener("appinstalled", () => { offer = undefined; way.value = "installed"; });
  return {
    way,
    async install() {
      const asked = offer;
      offer = undefined;
      if ((await asked?.prompt())?.outcome !== "accepted") way.value = "menu";
    },
  };
}

function firstWay({ navigator, matchMedia }: InstallPlatform): InstallWay {
  if (navigator.standalone === true || matchMedia("(display-mode: standalone)").matches || matchMedia("(display-mode: minimal-ui)").matches) return "installed";
  return isApplePhone(navigator) ? "ios" : "menu";
}

/** iPads say they are Macs; a Mac has no touch points. */
function isApplePhone(navigator: InstallPlatform["navigator"]): boolean {
  return /iPhone|iPad|iPod/.test(navigator.userAgent) || (/Macintosh/.test(navigator.userAgent) && (navigator.maxTouchPoints ?? 0) > 1);
}
