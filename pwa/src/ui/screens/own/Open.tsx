import { useState } from "preact/hooks";
import { LONGEST_TEXT, readRoutine, type Read } from "../../../core/handing.ts";
import type { Library } from "../../../core/library.ts";
import { asRoutine, type Parts } from "../../../core/own.ts";
import { sidesOf, stepSeconds } from "../../../core/routine.ts";
import { useApp } from "../../app.ts";
import { TextArea } from "../../parts/Field.tsx";
import { Icon } from "../../parts/Icon.tsx";
import { Notice } from "../../parts/Notice.tsx";
import { Top } from "../../parts/Top.tsx";
import { readQrFile } from "../sync/reader.ts";
import { Scan } from "../sync/Scan.tsx";

/** A routine from somebody: read, shown, and kept only on the person's word. */
export function Open({ content }: { content: Library }) {
  const { own, shell, words, go } = useApp();
  const text = words.own;
  const [typed, setTyped] = useState("");
  const [scanning, setScanning] = useState(false);
  const [read, setRead] = useState<Read>();
  const take = (found: string): void => {
    setTyped(found.slice(0, LONGEST_TEXT));
    setRead(found.trim() === "" ? undefined : readRoutine(found, content));
  };
  const paste = async (): Promise<void> => take(await navigator.clipboard.readText().catch(() => typed));
  const choose = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    // What is too large to be a routine is not even read.
    const found = file.type.startsWith("image/") ? await readQrFile(file) : file.size <= LONGEST_TEXT ? await file.text() : undefined;
    if (found === undefined) setRead({ is: "bad" }); else take(found);
  };
  const keep = (parts: Parts): void => void shell.attempt(async () => {
    const slug = await own.save(parts.title === "" ? { ...parts, title: text.nameless } : parts);
    shell.say(text.saved);
    go(`/routines/${slug}`, { replace: true });
  });
  return (
    <main class="screen stack">
      <Top title={text.open} back="/routines" />
      <p>{text.openLead}</p>
      <div class="choices">
        {"mediaDevices" in navigator && <button type="button" class="btn" onClick={() => setScanning(true)}><Icon name="phone" />{text.scan}</button>}
        <label class="btn">{text.choose}<input class="visually-hidden" type="file" accept="application/json,.json,image/*" onChange={(event) => void choose(event.currentTarget.files?.[0])} /></label>
      </div>
      {scanning && <Scan onRead={(found) => { setScanning(false); take(found); }} onClose={() => setScanning(false)} />}
      <TextArea label={text.paste} value={typed} onInput={take} />
      {"clipboard" in navigator && <button type="button" class="btn btn-block" onClick={() => void paste()}>{text.pasteNow}</button>}
      {read !== undefined && read.is !== "routine" && <Notice kind="warn" live>{text[read.is]}</Notice>}
      {read?.is === "routine" && <Preview parts={read.parts} content={content} onKeep={() => keep(read.parts)} />}
    </main>
  );
}

/** What came, before it is kept. */
function Preview({ parts, content, onKeep }: { parts: Parts; content: Library; onKeep(): void }) {
  const { words } = useApp();
  const text = words.own;
  const { steps, seconds } = asRoutine("", parts, content);
  return (
    <section class="card card-strong stack" aria-label={text.from}>
      <div role="status">
        <p class="small muted">{text.from}</p>
        <h2>{parts.title === "" ? text.nameless : parts.title}</h2>
        <p class="small muted number">{words.routines.steps(steps.length)}, {words.routines.length(seconds)}</p>
      </div>
      <ol class="round">{steps.map((step) => <li key={step.slug}><span>{step.title}</span> <span class="small muted number">{words.find.step(sidesOf(step).map((side) => words.diary.entry.side[side]).filter(Boolean).join(", "), stepSeconds(step))}</span></li>)}</ol>
      <button type="button" class="btn btn-primary btn-block" onClick={onKeep}>{text.keep}</button>
    </section>
  );
}
