import type { FunctionComponent } from "preact";
import { lazy } from "./lazy.tsx";
import { match } from "./routes-match.ts";
import { Screen as Today } from "./screens/Today.tsx";

/** One screen of the app. `bare` screens stand alone, without the bar of places. */
export interface Place { path: string; screen: FunctionComponent; bare?: boolean }

const Learn = lazy(() => import("./screens/learn/Learn.tsx"));
const Sync = lazy(() => import("./screens/sync/Screens.tsx"));
const Treat = lazy(() => import("./screens/Treat.tsx"));

/** Every address of the app. ":name" stands for one part; the first match wins. Today is in the first file, the rest comes when asked for. */
export const PLACES: readonly Place[] = [
  { path: "/", screen: Today },
  { path: "/welcome", screen: lazy(() => import("./screens/Welcome.tsx")), bare: true },
  { path: "/headache", screen: Today },
  { path: "/routines", screen: Treat },
  { path: "/routines/open", screen: Treat },
  { path: "/routines/:slug/edit", screen: Treat },
  { path: "/routines/:slug/share", screen: Treat },
  { path: "/find", screen: Treat },
  { path: "/find/result", screen: Treat },
  { path: "/routines/:slug", screen: Treat },
  { path: "/routines/:slug/start", screen: Treat, bare: true },
  { path: "/muscles/:slug", screen: Treat },
  { path: "/points/:slug", screen: Treat },
  { path: "/routines/:slug/show", screen: Treat, bare: true },
  { path: "/play", screen: lazy(() => import("./screens/Player.tsx")), bare: true },
  { path: "/screening", screen: Treat, bare: true },
  { path: "/emergency", screen: Treat },
  { path: "/diary", screen: lazy(() => import("./screens/Diary.tsx")) },
  { path: "/diary/:id", screen: lazy(() => import("./screens/Entry.tsx")) },
  { path: "/insights", screen: lazy(() => import("./screens/Insights.tsx")) },
  { path: "/learn", screen: Learn },
  { path: "/learn/:slug", screen: Learn },
  { path: "/settings", screen: lazy(() => import("./screens/Settings.tsx")) },
  { path: "/settings/reminders", screen: lazy(() => import("./screens/reminders/List.tsx")) },
  { path: "/settings/reminders/:id", screen: lazy(() => import("./screens/reminders/Form.tsx")) },
  { path: "/r/:rid", screen: lazy(() => import("./screens/reminders/Landing.tsx")), bare: true },
  { path: "/settings/sync", screen: Sync },
  { path: "/settings/sync/on", screen: Sync },
  { path: "/settings/sync/code", screen: Sync },
  { path: "/settings/sync/add", screen: Sync },
  { path: "/settings/sync/devices", screen: Sync },
  { path: "/settings/sync/renew", screen: Sync },
  { path: "/settings/join", screen: Sync },
  { path: "/pair", screen: Sync, bare: true },
  { path: "/settings/storage", screen: lazy(() => import("./screens/Storage.tsx")) },
  { path: "/settings/install", screen: lazy(() => import("./screens/Install.tsx")) },
];

/** The place at a path, or undefined where nothing is. */
export function placeAt(path: string): Place | undefined {
  return PLACES.find((place) => match(place.path, path) !== null);
}
