import type { Picture, View } from "../../core/library.ts";
import type { PlayedSide } from "../../core/routine.ts";
import { useApp } from "../app.ts";

/** Views that show one half of the body: the person's left, turned round for the right. */
const HALVES: readonly View[] = ["side", "quarter-front", "quarter-back", "hand-back", "forearm-inner", "forearm-outer", "foot"];

/**
 * A body view with its spots, as elements with classes: the theme colours them, and the strict policy needs no inline style.
 * `side` is the one being played; the other side's spots step back. `quiet` leaves the words to a text beside it.
 */
export function Figure({ picture, side = "whole", quiet = false }: { picture: Picture; side?: PlayedSide; quiet?: boolean }) {
  const { library } = useApp();
  const view = library.figures.value?.views[picture.view];
  const turned = side === "right" && HALVES.includes(picture.view);
  const named = quiet ? { "aria-hidden": true as const } : { role: "img" as const, "aria-label": picture.alt };
  return (
    <svg class="figure" viewBox="0 0 1000 1000" focusable="false" {...named}>
      {view && (
        <g {...(turned ? { transform: "matrix(-1 0 0 1 1000 0)" } : {})}>
          <path class="figure-skin" fill-rule="evenodd" d={view.skin} />
          {view.tones.map((tone) => <path key={tone.slice(0, 40)} class="figure-tone" d={tone} />)}
          <path class="figure-line" d={view.line} />
          <path class="figure-line figure-edge" d={view.edge} />
          {picture.spots.map((spot) => {
            const off = !turned && (side === "left" || side === "right") && spot.side !== "middle" && spot.side !== side;
            return (
              <g key={`${spot.x} ${spot.y}`} class={`figure-spot${off ? " figure-spot-off" : ""}${spot.mark ? ` figure-spot-${spot.mark}` : ""}`}>
                <circle class="figure-halo" cx={spot.x} cy={spot.y} r={spot.r * 1.9} />
                <circle class="figure-mark" cx={spot.x} cy={spot.y} r={spot.r} />
              </g>
            );
          })}
        </g>
      )}
    </svg>
  );
}
