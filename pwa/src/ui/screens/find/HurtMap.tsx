import type { Aching, HurtSide } from "../../../core/find.ts";
import { framing } from "../../../core/framing.ts";
import type { Hurt, View } from "../../../core/library.ts";
import { Figure } from "../../parts/Figure.tsx";

/** A view with the part of it that is shown; `side` where it shows one half of the head. */
export interface Seen { view: View; side?: HurtSide; zoom: [number, number, number] }

/** Half a target against the part shown: 48 px across on a screen of 320 px. */
const TARGET = 0.09;
const MARK = 0.068;

/**
 * A head with the places to tap. For fingers only: who uses a keyboard, a voice or a screen reader has the same places as
 * a list, so they stand here once.
 */
export function HurtMap({ seen, hurts, aching, onTurn }: { seen: Seen; hurts: readonly Hurt[]; aching: readonly Aching[]; onTurn(place: string, side: HurtSide): void }) {
  const { view, zoom, side: half } = seen;
  const { viewBox, turned } = framing(seen, half ?? "whole");
  const targets = hurts.flatMap(({ slug, pictures }) => pictures.filter((picture) => picture.view === view).flatMap(({ spots }) => spots.map((spot) => ({ slug, spot }))));
  return (
    <div class="hurt-map" aria-hidden="true">
      <Figure picture={{ view, zoom, spots: [], alt: "" }} side={half ?? "whole"} quiet />
      <svg class="hurt-targets" viewBox={viewBox} focusable="false">
        {targets.map(({ slug, spot: { x, y, side } }) => {
          const here = half ?? (side === "right" ? "right" : "left");
          const on = aching.some(({ place, sides }) => place === slug && sides.includes(here));
          const at = { cx: turned ? 1000 - x : x, cy: y };
          const size = zoom[2] * MARK;
          return (
            <g key={`${slug} ${here}`} class={on ? "hurt hurt-on" : "hurt"} data-place={`${slug}_${here}`} onClick={() => onTurn(slug, here)}>
              <circle class="hurt-target" {...at} r={zoom[2] * TARGET} />
              <circle class="hurt-mark" {...at} r={size} />
              {on && <path class="hurt-check" transform={`translate(${at.cx} ${at.cy}) scale(${size / 20})`} d="M-8 1-2 7 9-6" />}
            </g>
          );
        })}
      </svg>
    </div>
  );
}
