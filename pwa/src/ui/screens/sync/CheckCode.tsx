import { useState } from "preact/hooks";
import { fromCode, normalised } from "../../../core/code.ts";
import type { Entered } from "../../../state/sync.ts";
import { useApp } from "../../app.ts";
import { CodeField } from "./CodeField.tsx";

/** The code typed back, and the step that needs it. */
export function CheckCode({ code, go, onGo, onBack }: { code: string; go: string; onGo(typed: string): Promise<Entered>; onBack(): void }) {
  const { words } = useApp();
  const text = words.sync.check;
  const [typed, setTyped] = useState("");
  const [wrong, setWrong] = useState<string>();
  const [busy, setBusy] = useState(false);
  const submit = async (): Promise<void> => {
    if (typeof fromCode(typed) !== "string" && normalised(typed) !== normalised(code)) return setWrong(text.wrongOne);
    setBusy(true);
    const problem = await onGo(typed);
    setBusy(false);
    if (problem) setWrong(words.sync.entry[problem]);
  };
  return (
    <form class="stack" onSubmit={(event) => { event.preventDefault(); void submit(); }}>
      <p class="lead">{text.lead}</p>
      <CodeField value={typed} wrong={wrong} onInput={(value) => { setTyped(value); setWrong(undefined); }} />
      <button type="submit" class="btn btn-primary btn-block" disabled={busy}>{go}</button>
      <button type="button" class="btn btn-quiet" onClick={onBack}>{text.back}</button>
    </form>
  );
}
