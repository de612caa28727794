/** Which routines fit what a person has: minutes, a place, a tool, a muscle in mind. Pure. */
import type { Routine, Tool, Version, Where } from "./library.ts";
import { inMinutes, toolsOf } from "./routine.ts";

/** Null is "any". The tool "none" asks for hands alone. */
export interface Wanted {
  minutes: Version["minutes"] | null;
  where: Where | null;
  tool: Tool | null;
  /** Slug of a muscle that a step is about. */
  muscle: string | null;
}

/** The routine in the minutes that are wanted, where it fits all that is wanted; else null. */
export function fitting(routine: Routine, { minutes, where, tool, muscle }: Wanted): Routine | null {
  const version = minutes === null ? routine : inMinutes(routine, minutes);
  if (version === null || (where !== null && !version.where.includes(where))) return null;
  const tools = toolsOf(version);
  if (tool !== null && !(tool === "none" ? tools.length === 0 : tools.includes(tool))) return null;
  return muscle === null || version.steps.some(({ target }) => target === muscle) ? version : null;
}
