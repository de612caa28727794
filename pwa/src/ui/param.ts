import type { Routine } from "../core/library.ts";
import { inMinutes } from "../core/routine.ts";
import { useApp } from "./app.ts";
import { match } from "./routes-match.ts";

/** A named part of the address under a pattern; "" where it does not fit. */
export function useParam(pattern: string, name: string): string {
  const { route } = useApp();
  return match(pattern, route.value.path)?.[name] ?? "";
}

/** The routine in the minutes that the address asks for ("m"), where it has such a version. */
export function inAskedMinutes(routine: Routine, query: URLSearchParams): Routine {
  const minutes = ([2, 5, 10] as const).find((each) => String(each) === query.get("m"));
  return minutes === undefined ? routine : inMinutes(routine, minutes) ?? routine;
}

/** A path with the query of another address: a headache or a reminder stays with the routine it led to. */
export function withQuery(path: string, query: URLSearchParams): string {
  const text = query.toString();
  return text === "" ? path : `${path}?${text}`;
}
