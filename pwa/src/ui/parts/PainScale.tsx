import type { Pain } from "../../core/records.ts";
import { useId } from "preact/hooks";
import { useApp } from "../app.ts";

const LEVELS: readonly Pain[] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

/** Eleven big steps from 0 to 10, no dragging. `value` null means nothing was chosen, which is not the same as 0. */
export function PainScale({ value, onChoose, legend, legendHidden = false }: {
  value: Pain | null; onChoose(pain: Pain): void; legend: string; legendHidden?: boolean;
}) {
  const { words } = useApp();
  const name = useId();
  return (
    <fieldset class="stack stack-tight">
      <legend class={legendHidden ? "visually-hidden" : "label"}>{legend}</legend>
      <div class="pain">
        {LEVELS.map((level) => (
          <label key={level} class={level === 0 ? "pain-level pain-none" : "pain-level"}>
            <input type="radio" name={name} value={level} checked={value === level} aria-label={words.shell.painLevel(level)}
              onClick={() => onChoose(level)} />
            <span aria-hidden="true">{level === 0 ? words.shell.painNone : level}</span>
          </label>
        ))}
      </div>
      <p class="pain-ends" aria-hidden="true"><span>{words.shell.painLow}</span><span>{words.shell.painHigh}</span></p>
    </fieldset>
  );
}
