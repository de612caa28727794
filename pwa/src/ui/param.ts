import { useApp } from "./app.ts";
import { match } from "./routes-match.ts";

/** A named part of the address under a pattern; "" where it does not fit. */
export function useParam(pattern: string, name: string): string {
  const { route } = useApp();
  return match(pattern, route.value.path)?.[name] ?? "";
}

/** A path with the query of another address: a headache or a reminder stays with the routine it led to. */
export function withQuery(path: string, query: URLSearchParams): string {
  const text = query.toString();
  return text === "" ? path : `${path}?${text}`;
}
