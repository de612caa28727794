import { useId, useState } from "preact/hooks";
import { CODE_SYMBOLS, fromCode, grouped, normalised, possible } from "../../../core/code.ts";
import { readBrought } from "../../../core/link.ts";
import { useApp } from "../../app.ts";
import { Icon } from "../../parts/Icon.tsx";
import { readQrFile } from "./reader.ts";
import { Scan } from "./Scan.tsx";

/** A recovery code to be typed, pasted, filled in, scanned or read from a picture. `links`: pairing links are taken as well. */
export function CodeField({ value, onInput, links = false, wrong }: { value: string; onInput(value: string): void; links?: boolean; wrong?: string | undefined }) {
  const { words } = useApp();
  const text = words.sync.field;
  const id = useId();
  const [shown, setShown] = useState(true);
  const [scanning, setScanning] = useState(false);
  const [note, setNote] = useState("");
  const take = (typed: string): void => {
    setNote("");
    onInput(links && readBrought(typed).is === "link" ? typed.trim() : possible(typed) ? grouped(typed) : typed);
  };
  const paste = async (): Promise<void> => { take(await navigator.clipboard.readText().catch(() => value)); };
  const image = async (file: File | undefined): Promise<void> => {
    const found = file && await readQrFile(file);
    if (found === undefined) setNote(words.sync.scan.notFound);
    else take(found);
  };
  const shared = {
    id, value, class: "code-input", autocomplete: "current-password", autocapitalize: "characters", spellcheck: false, autocorrect: "off",
    "aria-describedby": `${id}-help ${id}-state`, "aria-invalid": wrong !== undefined,
    onInput: (event: Event & { currentTarget: HTMLInputElement }) => takeTyped(event.currentTarget, take),
  } as const;
  return (
    <div class="stack">
      <div class="field">
        <label for={id}>{text.label}</label>
        <p id={`${id}-help`} class="small muted">{text.help}</p>
        {shown ? <input type="text" {...shared} /> : <input type="password" {...shared} />}
        <p id={`${id}-state`} class={wrong === undefined ? "small" : "wrong"} role="status">{wrong ?? (note || stateOf(value, text))}</p>
      </div>
      <label class="choice">
        <input type="checkbox" checked={shown} onChange={() => setShown(!shown)} />
        <span>{text.show}<span class="small muted block">{text.showHelp}</span></span>
      </label>
      <div class="row">
        {"clipboard" in navigator && <button type="button" class="btn" onClick={() => void paste()}>{text.paste}</button>}
        {"mediaDevices" in navigator && <button type="button" class="btn" onClick={() => setScanning(true)}><Icon name="phone" />{text.scan}</button>}
        <label class="btn">
          {text.image}
          <input class="visually-hidden" type="file" accept="image/*" onChange={(event) => void image(event.currentTarget.files?.[0])} />
        </label>
      </div>
      {scanning && <Scan onRead={(read) => { setScanning(false); take(read); }} onClose={() => setScanning(false)} />}
    </div>
  );
}

/** Groups are put in while typing at the end only: elsewhere that would move the caret. */
function takeTyped(input: HTMLInputElement, take: (typed: string) => void): void {
  if (input.selectionStart !== null && input.selectionStart < input.value.length) take(input.value.toUpperCase());
  else take(input.value);
}

/** Says group by group how far the code is, and at the end whether it is free of typing mistakes. */
function stateOf(value: string, text: ReturnType<typeof useApp>["words"]["sync"]["field"]): string {
  const { length } = normalised(value);
  if (length === 0 || value.includes("#")) return "";
  if (!possible(value)) return text.impossible;
  return length === CODE_SYMBOLS && typeof fromCode(value) !== "string" ? text.complete : text.groups(Math.floor(length / 4));
}
