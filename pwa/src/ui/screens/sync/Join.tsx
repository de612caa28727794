import { useState } from "preact/hooks";
import type { Entered } from "../../../state/sync.ts";
import { useApp } from "../../app.ts";
import { Notice } from "../../parts/Notice.tsx";
import { Top } from "../../parts/Top.tsx";
import { CodeField } from "./CodeField.tsx";

/** A second phone: code, picture or link. Also for the new code after another phone has changed it. */
export function Screen() {
  const { words, sync } = useApp();
  const renewed = sync.on.value;
  const text = renewed ? words.sync.renewed : words.sync.join;
  return (
    <main class="screen stack">
      <Top title={text.title} back="/settings/sync" />
      <p class="lead">{text.lead}</p>
      {!renewed && <p>{words.sync.join.keeps}</p>}
      <JoinForm label={text.go} links={!renewed} join={renewed ? sync.enterNewCode : sync.join} />
    </main>
  );
}

function JoinForm({ label, links, join }: { label: string; links: boolean; join(text: string): Promise<Entered> }) {
  const { words, go } = useApp();
  const [typed, setTyped] = useState("");
  const [wrong, setWrong] = useState<string>();
  const [busy, setBusy] = useState(false);
  const submit = async (): Promise<void> => {
    setBusy(true);
    const problem = await join(typed);
    setBusy(false);
    if (problem) setWrong(words.sync.entry[problem]);
    else go("/settings/sync", { replace: true });
  };
  return (
    <form class="stack" onSubmit={(event) => { event.preventDefault(); void submit(); }}>
      <CodeField value={typed} links={links} wrong={wrong} onInput={(value) => { setTyped(value); setWrong(undefined); }} />
      <button type="submit" class="btn btn-primary btn-block" disabled={busy}>{label}</button>
      {busy && <Notice live>{words.sync.join.working}</Notice>}
    </form>
  );
}
