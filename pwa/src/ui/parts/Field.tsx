import { useId } from "preact/hooks";
import { Icon } from "./Icon.tsx";

/** One line to fill in. What is wrong with it stands below, in words; what was typed stays. */
export function Field({ label, value, onInput, type = "text", help, wrong, inputMode, autocomplete }: {
  label: string; value: string; onInput(value: string): void; type?: "text" | "datetime-local"; help?: string | undefined; wrong?: string | undefined;
  inputMode?: "numeric"; autocomplete?: "bday-year";
}) {
  const id = useId();
  const described = [help ? `${id}-help` : "", wrong ? `${id}-wrong` : ""].filter(Boolean).join(" ");
  const shared = {
    id, value, onInput: (event: Event & { currentTarget: HTMLInputElement }) => onInput(event.currentTarget.value),
    "aria-invalid": wrong !== undefined, ...(described ? { "aria-describedby": described } : {}),
  };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {help && <p id={`${id}-help`} class="small muted">{help}</p>}
      {type === "text" ? <input type="text" {...shared} {...(inputMode ? { inputMode } : {})} {...(autocomplete ? { autocomplete } : {})} /> : <input type="datetime-local" {...shared} />}
      <Wrong id={`${id}-wrong`} text={wrong} />
    </div>
  );
}

/** Several lines of text. */
export function TextArea({ label, value, onInput, help }: { label: string; value: string; onInput(value: string): void; help?: string }) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {help && <p id={`${id}-help`} class="small muted">{help}</p>}
      <textarea id={id} value={value} onInput={(event) => onInput(event.currentTarget.value)} {...(help ? { "aria-describedby": `${id}-help` } : {})} />
    </div>
  );
}

/** What is wrong with a field, announced when it appears. */
function Wrong({ id, text }: { id: string; text: string | undefined }) {
  return <div id={id} aria-live="polite">{text && <p class="wrong"><Icon name="warn" size={1.1} />{text}</p>}</div>;
}
