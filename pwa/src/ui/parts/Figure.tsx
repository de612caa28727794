import { framing, stepsBack } from "../../core/framing.ts";
import type { FigureView, Picture, Spot } from "../../core/library.ts";
import type { PlayedSide } from "../../core/routine.ts";
import { useApp } from "../app.ts";
import { Arrows, NoGoAreas, Patterns, Shapes } from "./FigureLayers.tsx";

/**
 * A body view with its spots and layers, as elements with classes: the theme colours them, and the strict policy needs no
 * inline style. `side` is the one being played; the other side's spots step back. `quiet` leaves the words to a text beside it.
 */
export function Figure({ picture, side = "whole", quiet = false }: { picture: Picture; side?: PlayedSide; quiet?: boolean }) {
  const { library } = useApp();
  const { view: name, spots, press } = picture;
  const figures = library.figures.value;
  const view = figures?.views[name];
  const frame = framing(picture, side);
  const id = [name, frame.viewBox, spots[0]?.x].join("-").replaceAll(" ", "-");
  const named = quiet ? { "aria-hidden": true as const } : { role: "img" as const, "aria-label": picture.alt };
  return (
    <svg class={frame.near ? "figure figure-near" : "figure"} viewBox={frame.viewBox} focusable="false" {...named}>
      {view && (
        <g {...(frame.turned ? { transform: "matrix(-1 0 0 1 1000 0)" } : {})}>
          <Patterns id={id} scale={frame.scale} />
          <path class="figure-skin" fill-rule="evenodd" d={view.skin} />
          {view.tones.map((tone) => <path key={tone.slice(0, 40)} class="figure-tone" d={tone} />)}
          <Shapes id={id} shapes={picture.shapes} sides={frame.sides} />
          <Lines view={view} />
          <NoGoAreas id={id} paths={picture.no_go?.map((place) => figures?.no_go[name]?.[place])} />
          {spots.map((spot) => <SpotMark key={`${spot.x} ${spot.y}`} spot={spot} off={stepsBack(name, spot, side)} into={press === "into"} />)}
          {Array.isArray(press) && <Arrows arrows={press} {...frame} />}
        </g>
      )}
    </svg>
  );
}

function Lines({ view }: { view: FigureView }) {
  return <><path class="figure-line" d={view.line} /><path class="figure-line figure-edge" d={view.edge} /></>;
}

/** A spot; a dot in it says: press straight in. */
function SpotMark({ spot: { x, y, r, mark }, off, into }: { spot: Spot; off: boolean; into: boolean }) {
  return (
    <g class={`figure-spot${off ? " figure-spot-off" : ""}${mark ? ` figure-spot-${mark}` : ""}`}>
      <circle class="figure-halo" cx={x} cy={y} r={r * 1.6} />
      <circle class="figure-mark" cx={x} cy={y} r={r} />
      {into && !off && mark === undefined && <circle class="figure-into" cx={x} cy={y} r={r * 0.36} />}
    </g>
  );
}
