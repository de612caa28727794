import { useEffect, useState } from "preact/hooks";
import type { Entered } from "../../../state/sync.ts";
import { useApp } from "../../app.ts";
import { Notice } from "../../parts/Notice.tsx";
import { Top } from "../../parts/Top.tsx";
import { CheckCode } from "./CheckCode.tsx";
import { CodeSheet } from "./CodeSheet.tsx";

/** Shows a new code, lets the person keep it, and asks for it once, before anything happens. */
export function NewCode({ title, lead, go, onGo, invited = false }: { title: string; lead: string; go: string; onGo(typed: string, invite?: string): Promise<Entered>; invited?: boolean }) {
  const { words, sync } = useApp();
  const [code, setCode] = useState<string>();
  const [checking, setChecking] = useState(false);
  const [invite, setInvite] = useState("");
  useEffect(() => { void sync.newCode().then(setCode); }, []);
  if (code === undefined) return <main class="screen"><Top title={title} back="/settings/sync" /></main>;
  if (checking) {
    return (
      <main class="screen stack">
        <Top title={words.sync.check.title} back="/settings/sync" />
        <CheckCode code={code} go={go} onGo={(typed) => onGo(typed, invite.trim() || undefined)} onBack={() => setChecking(false)} />
      </main>
    );
  }
  return (
    <main class="screen stack">
      <Top title={title} back="/settings/sync" />
      <p class="lead">{lead}</p>
      <Notice kind="warn">{words.sync.code.lead}</Notice>
      <CodeSheet code={code} />
      {invited && (
        <label class="field">
          <span class="label">{words.sync.code.invite}</span>
          <input type="text" value={invite} onInput={(event) => setInvite(event.currentTarget.value)} autocomplete="off" />
        </label>
      )}
      <button type="button" class="btn btn-primary btn-block" onClick={() => setChecking(true)}>{words.sync.code.next}</button>
    </main>
  );
}
