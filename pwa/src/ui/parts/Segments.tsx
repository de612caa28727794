import { useId } from "preact/hooks";

/** A few choices side by side, one of which holds. */
export function Segments<Choice extends string | number>({ legend, options, value, onChoose }: {
  legend: string; options: readonly (readonly [Choice, string])[]; value: Choice; onChoose(choice: Choice): void;
}) {
  const name = useId();
  return (
    <fieldset class="segments">
      <legend class="label">{legend}</legend>
      {options.map(([choice, text]) => (
        <label key={choice} class="pain-level"><input type="radio" name={name} checked={choice === value} onChange={() => onChoose(choice)} />{text}</label>
      ))}
    </fieldset>
  );
}
