import { useEffect, useState } from "preact/hooks";
import type { StorageState } from "../../device/persist.ts";
import { useApp } from "../app.ts";
import { Confirm } from "../parts/Confirm.tsx";
import { Icon } from "../parts/Icon.tsx";
import { Loading } from "../parts/Loading.tsx";
import { Top } from "../parts/Top.tsx";

/** What is on this phone, how safe it is, and the way to delete all of it. */
export function Screen() {
  const { words, href, demo, storage } = useApp();
  const text = words.settings.store;
  const [state, setState] = useState<StorageState>();
  const look = async (): Promise<void> => setState(await storage.look());
  useEffect(() => { void look(); }, []);
  // All at once: what the browser says of its storage must not push the buttons away from under a finger.
  if (state === undefined) return <main class="screen stack"><Top title={text.title} back="/settings" /><Loading /></main>;
  return (
    <main class="screen stack stack-wide">
      <Top title={text.title} back="/settings" />
      <HowSafe state={state} look={look} />
      <section class="stack stack-tight" aria-labelledby="full">
        <h2 id="full">{text.fullTitle}</h2>
        <p>{text.full}</p>
        <p>{text.backup}</p>
        {!demo && <a class="btn" href={href("/settings/sync")}>{text.toSync}</a>}
      </section>
      <DeleteAll />
    </main>
  );
}

function HowSafe({ state, look }: { state: StorageState; look(): Promise<void> }) {
  const { words, storage } = useApp();
  const text = words.settings.store;
  const [asked, setAsked] = useState<string>("");
  const ask = async (): Promise<void> => {
    const kept = await storage.ask();
    setAsked(kept === undefined ? text.asked.silent : kept ? text.asked.yes : text.asked.no);
    await look();
  };
  return (
    <section class="card stack">
      <p>{text.entries} {state.kept === undefined ? text.unknown : state.kept ? text.kept : text.notKept}</p>
      {state.used !== undefined && state.allowed !== undefined && <p class="muted small">{text.used(megabytes(state.used), megabytes(state.allowed))}</p>}
      {state.kept === false && <button type="button" class="btn" onClick={() => void ask()}>{text.ask}</button>}
      <p class="small" role="status">{asked}</p>
    </section>
  );
}

function DeleteAll() {
  const { words, storage, shell } = useApp();
  const text = words.settings.store;
  const [asking, setAsking] = useState(false);
  const [gone, setGone] = useState(false);
  const remove = async (): Promise<void> => {
    setAsking(false);
    if (await shell.attempt(() => storage.deleteAll())) setGone(true);
  };
  return (
    <section class="stack stack-tight" aria-labelledby="remove">
      <h2 id="remove">{text.removeTitle}</h2>
      <button type="button" class="btn btn-danger btn-block" onClick={() => setAsking(true)}><Icon name="trash" />{text.remove}</button>
      <p role="status">{gone ? text.removed : ""}</p>
      {asking && <Confirm title={text.removeAsk} text={text.removeText} yes={text.removeYes} onYes={() => void remove()} onNo={() => setAsking(false)} />}
    </section>
  );
}

/** Bytes as MB or GB, rounded to what a person needs. */
function megabytes(bytes: number): string {
  const mega = bytes / 1e6;
  return mega >= 1000 ? `${(mega / 1000).toFixed(1)} GB` : mega < 1 ? "less than 1 MB" : `${Math.round(mega)} MB`;
}
