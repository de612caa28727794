import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { ReadonlySignal } from "@preact/signals";
import type { Clock } from "../device/clock.ts";
import type { Route, Shell } from "../state/app.ts";
import type { Diary } from "../state/diary.ts";
import type { InstallState } from "../state/install.ts";
import type { LibraryState } from "../state/library.ts";
import type { OfflineState } from "../state/offline.ts";
import type { OwnState } from "../state/own.ts";
import type { ReadingState } from "../state/reading.ts";
import type { RemindersState } from "../state/reminders.ts";
import type { SafetyState } from "../state/safety.ts";
import type { SessionState } from "../state/session.ts";
import type { SettingsState } from "../state/settings.ts";
import type { StorageCare } from "../state/storage.ts";
import type { Surroundings } from "../state/surroundings.ts";
import type { SyncState } from "../state/sync.ts";
import type { Words } from "../words/en.ts";

/** Everything a screen may ask. Built once in main.tsx. */
export interface App {
  clock: Clock;
  route: ReadonlySignal<Route>;
  go(path: string, options?: { replace?: boolean }): void;
  /** The address a link needs (the example diary has a prefix). */
  href(path: string): string;
  shell: Shell;
  diary: Diary;
  session: SessionState;
  safety: SafetyState;
  settings: SettingsState;
  reminders: RemindersState;
  sync: SyncState;
  offline: OfflineState;
  library: LibraryState;
  own: OwnState;
  reading: ReadingState;
  install: InstallState;
  storage: StorageCare;
  surroundings: Surroundings;
  words: Words;
  /** BCP 47 tag for dates and numbers, for example "en-GB". */
  locale: string;
  /** All is read. Before that only what Today shows first is: the diary, and a routine that was cut off. */
  complete: ReadonlySignal<boolean>;
  /** True in the example diary: no sync, no push, no worker. */
  demo: boolean;
}

const Context = createContext<App | null>(null);
export const AppProvider = Context.Provider;

/** The app around this part. Throws where a part is drawn outside of it. */
export function useApp(): App {
  const app = useContext(Context);
  if (!app) throw new Error("useApp() outside of <AppProvider>");
  return app;
}
