import { useEffect, useState } from "preact/hooks";
import { useApp } from "../../app.ts";
import { Notice } from "../../parts/Notice.tsx";
import { Top } from "../../parts/Top.tsx";

/** Where a pairing link leads. Its secret leaves the address at once, before anything else happens. */
export function Screen() {
  const { words, sync, route, go, href } = useApp();
  const text = words.sync.join;
  const [link] = useState(() => `/pair#${route.value.hash}`);
  const [wrong, setWrong] = useState<string>();
  const [busy, setBusy] = useState(false);
  useEffect(() => { if (route.value.hash) go("/pair", { replace: true }); }, []);
  const join = async (): Promise<void> => {
    setBusy(true);
    const problem = await sync.join(link);
    setBusy(false);
    if (problem) setWrong(problem === "wrong" ? text.broken : words.sync.entry[problem]);
    else go("/settings/sync", { replace: true });
  };
  return (
    <main class="screen stack">
      <Top title={text.pairTitle} back="/" />
      <p class="lead">{text.pairLead}</p>
      <p>{text.keeps}</p>
      <p class="small muted">{text.installed}</p>
      {wrong !== undefined && <Notice kind="warn" live>{wrong}</Notice>}
      <button type="button" class="btn btn-primary btn-block" disabled={busy} onClick={() => void join()}>{text.pairGo}</button>
      <a class="btn btn-quiet" href={href("/settings/join")}>{words.sync.off.join}</a>
    </main>
  );
}
