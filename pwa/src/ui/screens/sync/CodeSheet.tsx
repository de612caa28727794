import { useState } from "preact/hooks";
import { useApp } from "../../app.ts";
import { QrCode } from "./QrCode.tsx";

/** The recovery code with the ways to keep it: paper, a copy, a password manager. Printing prints this sheet only. */
export function CodeSheet({ code }: { code: string }) {
  const { words } = useApp();
  const text = words.sync.code;
  const [note, setNote] = useState("");
  const copy = (): void => void navigator.clipboard.writeText(code).then(() => setNote(text.copied), () => setNote(text.notCopied));
  return (
    <div class="stack">
      <section class="card stack sheet">
        <h2>{text.managerName}</h2>
        <ol class="code" aria-label={code.split("-").join(" ")}>
          {code.split("-").map((group, at) => <li key={at} aria-label={text.group(at + 1)}><code>{group}</code></li>)}
        </ol>
        <QrCode text={code} label={text.picture} />
      </section>
      <div class="row">
        <button type="button" class="btn" onClick={copy}>{text.copy}</button>
        <button type="button" class="btn" onClick={() => print()}>{text.print}</button>
      </div>
      <form class="row" onSubmit={(event) => { event.preventDefault(); setNote(text.managerDone); }}>
        <input class="visually-hidden" type="text" name="username" autocomplete="username" value={text.managerName} readOnly tabIndex={-1} aria-hidden="true" />
        <input class="visually-hidden" type="password" name="password" autocomplete="new-password" value={code} readOnly tabIndex={-1} aria-hidden="true" />
        <button type="submit" class="btn btn-quiet">{text.manager}</button>
      </form>
      <p class="small" role="status">{note}</p>
    </div>
  );
}
