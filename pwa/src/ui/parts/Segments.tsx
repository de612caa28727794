import { useId } from "preact/hooks";

/** A few choices side by side, one of which holds; none while nothing was said. `hidden`: the legend is for screen readers only. */
export function Segments<Choice extends string | number>({ legend, hidden = false, options, value, onChoose }: {
  legend: string; hidden?: boolean; options: readonly (readonly [Choice, string])[]; value: Choice | undefined; onChoose(choice: Choice): void;
}) {
  const name = useId();
  return (
    <fieldset class="segments">
      <legend class={hidden ? "visually-hidden" : "label"}>{legend}</legend>
      {options.map(([choice, text]) => (
        <label key={choice} class="pain-level"><input type="radio" name={name} checked={choice === value} onChange={() => onChoose(choice)} />{text}</label>
      ))}
    </fieldset>
  );
}
