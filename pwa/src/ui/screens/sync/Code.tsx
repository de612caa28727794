import { useEffect, useState } from "preact/hooks";
import { useApp } from "../../app.ts";
import { Notice } from "../../parts/Notice.tsx";
import { Top } from "../../parts/Top.tsx";
import { CodeSheet } from "./CodeSheet.tsx";

/** The recovery code once more. */
export function Screen() {
  const { words, sync } = useApp();
  const [code, setCode] = useState<string>();
  useEffect(() => { void sync.code().then(setCode); }, []);
  return (
    <main class="screen stack">
      <Top title={words.sync.code.title} back="/settings/sync" />
      <Notice kind="warn">{words.sync.code.lead}</Notice>
      {code !== undefined && <CodeSheet code={code} />}
    </main>
  );
}
