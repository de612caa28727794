import type { Arrow, Shape } from "../../core/library.ts";

const MIRROR = { transform: "matrix(-1 0 0 1 1000 0)" };

/** The textures: dots where pain is less common, bars where nobody presses. So nothing is told by colour alone. `id` names them. */
export function Patterns({ id, scale }: { id: string; scale: number }) {
  const tile = { width: 15, height: 15, patternUnits: "userSpaceOnUse" as const };
  return (
    <defs>
      <pattern id={`dots-${id}`} {...tile} patternTransform={`scale(${scale}) rotate(45)`}><circle class="figure-dot" cx="7" cy="7" r="3.6" /></pattern>
      <pattern id={`bars-${id}`} {...tile} patternTransform={`scale(${scale}) rotate(-45)`}><path class="figure-bar" d="M0 7H15" /></pattern>
    </defs>
  );
}

/** Zones first, the muscle above them, lines to find the place by on top. `sides`: as drawn (false), mirrored (true). */
export function Shapes({ shapes = [], id, sides }: { shapes: Shape[] | undefined; id: string; sides: readonly boolean[] }) {
  return (
    <>
      {shapes.map(({ kind, side, d }) => (side === "middle" ? [false] : sides).map((mirrored) => (
        <path key={`${mirrored} ${d}`} class={`figure-${kind === "line" ? "landmark" : kind}`} d={d} {...(kind === "zone-wide" ? { fill: `url(#dots-${id})` } : {})} {...(mirrored ? MIRROR : {})} />
      )))}
    </>
  );
}

/** Where nobody presses, hatched. */
export function NoGoAreas({ paths = [], id }: { paths: (string | undefined)[] | undefined; id: string }) {
  return <>{paths.map((d) => d && <path key={d} class="figure-no-go" d={d} fill={`url(#bars-${id})`} />)}</>;
}

/** Arrows of the pressing direction, edged so that they stand out on any ground. */
export function Arrows({ arrows, scale, sides }: { arrows: Arrow[]; scale: number; sides: readonly boolean[] }) {
  const d = "M-74 0H-6M-30-21-4 0-30 21";
  return (
    <>
      {arrows.map(({ x, y, towards, side }) => (side === "middle" ? [false] : sides).map((mirrored) => (
        <g key={`${mirrored} ${x} ${y} ${towards}`} transform={`${mirrored ? `${MIRROR.transform} ` : ""}translate(${x} ${y}) rotate(${towards}) scale(${scale})`}>
          <path class="figure-arrow figure-arrow-edge" d={d} />
          <path class="figure-arrow" d={d} />
        </g>
      )))}
    </>
  );
}
