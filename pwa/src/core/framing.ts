/** Which part of a view a picture shows, and on which side of the person: drawn left, mirrored for the right. Pure. */
import type { Picture, Spot, View } from "./library.ts";
import type { PlayedSide } from "./routine.ts";

/** Views that show one half of the body: the person's left, turned round for the right. */
const HALVES: readonly View[] = ["side", "quarter-front", "quarter-back", "hand-back", "forearm-inner", "forearm-outer", "foot"];
const WHOLE = [0, 0, 1000] as const;
/** Up to this size of the part shown, lines are drawn finer, so that they look the same. */
const NEAR = 660;

export interface Framing {
  viewBox: string;
  near: boolean;
  /** The whole view is turned round. */
  turned: boolean;
  /** The drawings of layers of the left: as they are (false), mirrored (true). */
  sides: readonly boolean[];
  /** Size of textures and arrows against the box. */
  scale: number;
}

/** How `picture` is framed while `side` is played. */
export function framing({ view, zoom }: Pick<Picture, "view" | "zoom">, side: PlayedSide): Framing {
  const [x, y, size] = zoom ?? WHOLE;
  const half = HALVES.includes(view);
  const turned = side === "right" && half;
  const sides = half || side === "left" ? [false] : side === "right" ? [true] : [false, true];
  return { viewBox: `${turned ? 1000 - x - size : x} ${y} ${size} ${size}`, near: size <= NEAR, turned, sides, scale: size / 620 };
}

/** Whether a spot steps back while `side` is played: it is drawn, but on the other side. */
export function stepsBack(view: View, spot: Pick<Spot, "side">, side: PlayedSide): boolean {
  return !HALVES.includes(view) && (side === "left" || side === "right") && spot.side !== "middle" && spot.side !== side;
}
