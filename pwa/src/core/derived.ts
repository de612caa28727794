import type { Entry } from "./records.ts";

/**
 * The name from which the id of a one-per-day or one-in-all record is derived, so that two phones without signal make
 * the same id and merge instead of two rows. Undefined for records with a random id.
 */
export function naturalName(entry: Pick<Entry, "kind" | "on_day">): string | undefined {
  if (entry.kind === "checkin") return `day|${entry.on_day}`;
  if (entry.kind === "settings" || entry.kind === "screening") return entry.kind;
  return undefined;
}
