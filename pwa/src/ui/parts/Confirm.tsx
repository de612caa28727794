import { useEffect, useId, useRef } from "preact/hooks";
import { useApp } from "../app.ts";

/** One question before something that cannot be taken back. Opens at once; Escape means no. */
export function Confirm({ title, text, yes, danger = true, onYes, onNo }: {
  title: string; text: string; yes: string; danger?: boolean; onYes(): void; onNo(): void;
}) {
  const { words } = useApp();
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    dialog.current?.showModal();
    return () => dialog.current?.close();
  }, []);
  return (
    <dialog ref={dialog} class="confirm" aria-labelledby={id} onCancel={(event) => { event.preventDefault(); onNo(); }}>
      <div class="stack">
        <h2 id={id}>{title}</h2>
        <p>{text}</p>
        <button type="button" class={danger ? "btn btn-block btn-danger-solid" : "btn btn-block btn-primary"} onClick={onYes}>{yes}</button>
        <button type="button" class="btn btn-block" autofocus onClick={onNo}>{words.shell.cancel}</button>
      </div>
    </dialog>
  );
}
