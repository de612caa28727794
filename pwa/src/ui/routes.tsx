import type { FunctionComponent } from "preact";
import { lazy } from "./lazy.tsx";
import { match } from "./routes-match.ts";
import { Screen as Today } from "./screens/Today.tsx";

/** One screen of the app. `bare` screens stand alone, without the bar of places. */
export interface Place { path: string; screen: FunctionComponent; bare?: boolean }

const Learn = lazy(() => import("./screens/learn/Learn.tsx"));

/** Every address of the app. ":name" stands for one part; the first match wins. Today is in the first file, the rest comes when asked for. */
export const PLACES: readonly Place[] = [
  { path: "/", screen: Today },
  { path: "/welcome", screen: lazy(() => import("./screens/Welcome.tsx")), bare: true },
  { path: "/headache", screen: Today },
  { path: "/routines", screen: lazy(() => import("./screens/Routines.tsx")) },
  { path: "/routines/:slug", screen: lazy(() => import("./screens/Routine.tsx")) },
  { path: "/routines/:slug/start", screen: lazy(() => import("./screens/MicroScreen.tsx")), bare: true },
  { path: "/muscles/:slug", screen: lazy(() => import("./screens/Card.tsx")) },
  { path: "/points/:slug", screen: lazy(() => import("./screens/Card.tsx")) },
  { path: "/play", screen: lazy(() => import("./screens/Player.tsx")), bare: true },
  { path: "/screening", screen: lazy(() => import("./screens/Screening.tsx")), bare: true },
  { path: "/emergency", screen: lazy(() => import("./screens/Emergency.tsx")) },
  { path: "/diary", screen: lazy(() => import("./screens/Diary.tsx")) },
  { path: "/diary/:id", screen: lazy(() => import("./screens/Entry.tsx")) },
  { path: "/insights", screen: lazy(() => import("./screens/Insights.tsx")) },
  { path: "/learn", screen: Learn },
  { path: "/learn/:slug", screen: Learn },
  { path: "/settings", screen: lazy(() => import("./screens/Settings.tsx")) },
  { path: "/settings/reminders", screen: lazy(() => import("./screens/reminders/List.tsx")) },
  { path: "/settings/reminders/:id", screen: lazy(() => import("./screens/reminders/Form.tsx")) },
  { path: "/r/:rid", screen: lazy(() => import("./screens/reminders/Landing.tsx")), bare: true },
  { path: "/settings/sync", screen: lazy(() => import("./screens/sync/Sync.tsx")) },
  { path: "/settings/sync/on", screen: lazy(() => import("./screens/sync/TurnOn.tsx")) },
  { path: "/settings/sync/code", screen: lazy(() => import("./screens/sync/Code.tsx")) },
  { path: "/settings/sync/add", screen: lazy(() => import("./screens/sync/AddPhone.tsx")) },
  { path: "/settings/sync/devices", screen: lazy(() => import("./screens/sync/Devices.tsx")) },
  { path: "/settings/sync/renew", screen: lazy(() => import("./screens/sync/Renew.tsx")) },
  { path: "/settings/join", screen: lazy(() => import("./screens/sync/Join.tsx")) },
  { path: "/pair", screen: lazy(() => import("./screens/sync/Pair.tsx")), bare: true },
  { path: "/settings/storage", screen: lazy(() => import("./screens/Storage.tsx")) },
  { path: "/settings/install", screen: lazy(() => import("./screens/Install.tsx")) },
];

/** The place at a path, or undefined where nothing is. */
export function placeAt(path: string): Place | undefined {
  return PLACES.find((place) => match(place.path, path) !== null);
}
