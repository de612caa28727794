import type { Pain } from "../../core/records.ts";

/** A round mark with the number in it, fuller the stronger; a ring with a dash where no pain was noted. Words stand beside it. */
export function PainMark({ peak }: { peak?: Pain }) {
  return <span class={`mark mark-${peak === undefined ? "none" : peak < 4 ? "mild" : peak < 7 ? "moderate" : "strong"}`} aria-hidden="true">{peak ?? "–"}</span>;
}
