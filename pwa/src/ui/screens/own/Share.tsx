import { useEffect, useState } from "preact/hooks";
import { toFile, toText } from "../../../core/handing.ts";
import { ownSlug } from "../../../core/own.ts";
import type { OwnRoutine } from "../../../core/records.ts";
import { useApp } from "../../app.ts";
import { Icon } from "../../parts/Icon.tsx";
import { Top } from "../../parts/Top.tsx";
import { QrCode } from "../sync/QrCode.tsx";

/** A routine to hand on: a picture to scan, a message, or a file. It needs no network. */
export function Share({ record }: { record: OwnRoutine }) {
  const { words } = useApp();
  const text = words.own;
  const [note, setNote] = useState("");
  const [file, setFile] = useState("");
  const message = text.message(record.title, toText(record));
  useEffect(() => {
    const url = URL.createObjectURL(new Blob([toFile(record)], { type: "application/json" }));
    setFile(url);
    return () => URL.revokeObjectURL(url);
  }, [record]);
  const copy = (): void => void navigator.clipboard.writeText(message).then(() => setNote(text.copied), () => setNote(text.notCopied));
  // Closing the share sheet again is no mistake.
  const send = (): void => void navigator.share({ title: record.title, text: message }).catch(() => undefined);
  return (
    <main class="screen stack">
      <Top title={text.share} back={`/routines/${ownSlug(record)}`} />
      <p class="lead">{record.title}</p>
      <p>{text.shareLead}</p>
      <div class="card"><QrCode text={toFile(record)} label={text.picture} /></div>
      {"share" in navigator && <button type="button" class="btn btn-primary btn-block" onClick={send}><Icon name="share" />{text.send}</button>}
      <div class="choices">
        {"clipboard" in navigator && <button type="button" class="btn" onClick={copy}>{text.copyText}</button>}
        <a class="btn" href={file} download={`${record.title.replace(/[^\p{L}\p{N}]+/gu, "-")}.unknot.json`}>{text.file}</a>
      </div>
      <p class="small" role="status">{note}</p>
    </main>
  );
}
