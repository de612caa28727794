import { useEffect } from "preact/hooks";
import type { PlayedSide } from "../../core/routine.ts";
import { useApp } from "../app.ts";

/** What the person does, drawn for the left side and turned round for the right; the theme colours the elements by their classes. */
export function Pose({ name, side = "whole" }: { name: string; side?: PlayedSide }) {
  const { library } = useApp();
  useEffect(() => { void library.loadPoses(); }, []);
  const drawing = library.poses.value?.poses[name];
  return (
    <svg class="figure figure-pose" viewBox="0 0 1000 1000" focusable="false" role="img" aria-label={library.library.value?.poses[name]}>
      {drawing && (
        <g {...(side === "right" ? { transform: "matrix(-1 0 0 1 1000 0)" } : {})}>
          {Object.entries(drawing.fills).map(([kind, path]) => <path key={kind} class={`figure-line figure-${kind}`} fill-rule="evenodd" d={path} />)}
          {drawing.tones.map((tone) => <path key={tone.slice(0, 40)} class="figure-tone" fill-rule="evenodd" d={tone} />)}
          <path class="figure-line" d={drawing.line} />
        </g>
      )}
    </svg>
  );
}

/** One picture, or start and end side by side. */
export function Poses({ names, side = "whole" }: { names: readonly string[]; side?: PlayedSide }) {
  return <div class="poses">{names.map((name) => <Pose key={name} name={name} side={side} />)}</div>;
}
