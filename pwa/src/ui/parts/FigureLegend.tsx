import type { Picture } from "../../core/library.ts";
import { useApp } from "../app.ts";
import { Patterns } from "./FigureLayers.tsx";

const DOTS = { id: "legend-dots", scale: 0.9 };
const BARS = { id: "legend-bars", scale: 0.9 };
const SHAPES = ["muscle", "zone", "zone-wide", "line"] as const;

/** What the colours, textures and marks of these pictures mean, in words; only what is drawn. */
export function FigureLegend({ pictures }: { pictures: Picture[] }) {
  const { words } = useApp();
  const text = words.cards;
  const kinds = new Set(pictures.flatMap(({ shapes = [] }) => shapes.map(({ kind }) => kind)));
  const spots = pictures.flatMap((picture) => picture.spots);
  const never = [...new Set(pictures.flatMap(({ no_go = [] }) => no_go))];
  const into = pictures.some(({ press }) => press === "into");
  const pressed = spots.some(({ mark }) => mark === undefined);
  return (
    <ul class="legend small" aria-label={text.legend}>
      {pressed && <Line name={into ? text.into : text.spot}><circle class="figure-mark" cx="20" cy="20" r="14" />{into && <circle class="figure-into" cx="20" cy="20" r="5" />}</Line>}
      {spots.some(({ mark }) => mark === "look") && <Line name={text.look}><g class="figure-spot-look"><circle class="figure-mark" cx="20" cy="20" r="14" /></g></Line>}
      {pictures.some(({ press }) => Array.isArray(press)) && <Line name={text.arrow}><path class="figure-arrow legend-arrow" d="M4 20H34M22 8 34 20 22 32" /></Line>}
      {SHAPES.filter((kind) => kinds.has(kind)).map((kind) => (
        <Line key={kind} name={text[kind]}>
          {kind === "zone-wide" && <Patterns {...DOTS} />}
          {kind === "line" ? <path class="figure-landmark" d="M2 20H38" /> : <rect class={`figure-${kind}`} x="3" y="3" width="34" height="34" rx="8" {...(kind === "zone-wide" ? { fill: "url(#dots-legend-dots)" } : {})} />}
        </Line>
      ))}
      {never.length > 0 && <Line name={text.never(never)}><Patterns {...BARS} /><rect class="figure-no-go" x="3" y="3" width="34" height="34" rx="8" fill="url(#bars-legend-bars)" /></Line>}
    </ul>
  );
}

function Line({ name, children }: { name: string; children: preact.ComponentChildren }) {
  return <li><svg class="figure-near" viewBox="0 0 40 40" width="1.4em" height="1.4em" aria-hidden="true" focusable="false">{children}</svg><span>{name}</span></li>;
}
