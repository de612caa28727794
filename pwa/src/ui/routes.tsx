import type { FunctionComponent } from "preact";
import { lazy } from "./lazy.tsx";
import { Screen as Today } from "./screens/Today.tsx";

/** One screen of the app. `bare` screens stand alone, without the bar of places. */
export interface Place { path: string; screen: FunctionComponent; bare?: boolean }

/** Every address of the app. ":name" stands for one part; the first match wins. Today is in the first file, the rest comes when asked for. */
export const PLACES: readonly Place[] = [
  { path: "/", screen: Today },
  { path: "/welcome", screen: lazy(() => import("./screens/Welcome.tsx")), bare: true },
  { path: "/headache", screen: Today },
  { path: "/diary", screen: lazy(() => import("./screens/Diary.tsx")) },
  { path: "/diary/:id", screen: lazy(() => import("./screens/Entry.tsx")) },
  { path: "/insights", screen: lazy(() => import("./screens/Insights.tsx")) },
  { path: "/settings", screen: lazy(() => import("./screens/Settings.tsx")) },
  { path: "/settings/storage", screen: lazy(() => import("./screens/Storage.tsx")) },
  { path: "/settings/install", screen: lazy(() => import("./screens/Install.tsx")) },
];

/** The place at a path, or undefined where nothing is. */
export function placeAt(path: string): Place | undefined {
  return PLACES.find((place) => match(place.path, path) !== null);
}

/** The named parts of a path under a pattern: match("/diary/:id", "/diary/a1") is {id: "a1"}; null where it does not fit. */
export function match(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split("/");
  const given = path.split("/");
  if (wanted.length !== given.length) return null;
  const found: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? "";
    if (part.startsWith(":")) found[part.slice(1)] = decode(value);
    else if (part !== value) return null;
  }
  return found;
}

/** A part of an address as text; a broken escape stays as it was typed. */
function decode(part: string): string {
  try { return decodeURIComponent(part); } catch { return part; }
}
