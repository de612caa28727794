import { useEffect, useState } from "preact/hooks";
import { useApp } from "../../app.ts";
import { Notice } from "../../parts/Notice.tsx";
import { Top } from "../../parts/Top.tsx";
import { QrCode } from "./QrCode.tsx";

/** A picture that lets one other phone in, once. */
export function Screen() {
  const { words, sync } = useApp();
  const text = words.sync.add;
  const [link, setLink] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const [note, setNote] = useState("");
  const make = async (): Promise<void> => {
    const made = await sync.pairingLink();
    setLink("link" in made ? made.link : undefined);
    setProblem("problem" in made ? words.sync.entry[made.problem] : undefined);
  };
  const copy = (): void => void navigator.clipboard.writeText(link ?? "").then(() => setNote(words.sync.code.copied), () => setNote(words.sync.code.notCopied));
  useEffect(() => { void make(); }, []);
  return (
    <main class="screen stack">
      <Top title={text.title} back="/settings/sync" />
      <p class="lead">{text.lead}</p>
      {problem !== undefined && <Notice kind="warn" live>{problem}</Notice>}
      {link !== undefined && <div class="card stack"><QrCode text={link} label={text.picture} /><p>{text.once}</p></div>}
      <div class="row">
        {link !== undefined && <button type="button" class="btn" onClick={copy}>{text.link}</button>}
        <button type="button" class="btn" onClick={() => void make()}>{text.again}</button>
      </div>
      <p class="small" role="status">{note}</p>
      <p class="muted">{text.orCode}</p>
    </main>
  );
}
