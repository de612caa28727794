import { useEffect, useRef, useState } from "preact/hooks";
import type { StopReason } from "../../../core/library.ts";
import { useApp } from "../../app.ts";

/** Asks why, because the answer decides what is right now; the clock waits meanwhile. */
export function StopDialog({ dark, onGoOn, onClosed }: { dark: boolean; onGoOn(): void; onClosed(): void }) {
  const { library, session, words, go, href } = useApp();
  const text = words.player;
  const dialog = useRef<HTMLDialogElement>(null);
  const [reason, setReason] = useState<StopReason | null>(null);
  useEffect(() => {
    dialog.current?.showModal();
    return () => dialog.current?.close();
  }, []);
  const safety = library.library.value?.safety;
  const finish = ({ id, then }: StopReason): void => {
    onClosed();
    session.stop(id);
    if (then === "emergency") go("/emergency");
  };
  const choose = (chosen: StopReason): void => {
    if (chosen.then === "emergency" || chosen.then === "log") finish(chosen);
    else setReason(chosen);
  };
  return (
    <dialog ref={dialog} class={dark ? "confirm stop player-dark" : "confirm stop"} aria-labelledby="stop-title" onCancel={(event) => { event.preventDefault(); onGoOn(); }}>
      <div class="stack">
        <h2 id="stop-title">{text.stopTitle}</h2>
        {reason === null ? (
          <>
            <p class="muted">{text.stopIntro}</p>
            {dark && <button type="button" class="btn btn-block" onClick={() => { session.darken(false); onGoOn(); }}>{text.dark.bright}</button>}
            <ul class="stop-reasons stack stack-tight">
              {(safety?.stop_reasons ?? []).map((each) => (
                <li key={each.id}>
                  <button type="button" class={each.then === "emergency" ? "btn btn-danger btn-block" : "btn btn-block"} onClick={() => choose(each)}>{each.text}</button>
                </li>
              ))}
            </ul>
            {safety === undefined && <button type="button" class="btn btn-block" onClick={() => finish({ id: "unsaid", text: "", then: "log" })}>{text.finishHere}</button>}
            <div class="stop-go"><button type="button" class="btn btn-primary btn-block" onClick={onGoOn}>{text.stopStay}</button></div>
          </>
        ) : (
          <>
            <p>{safety?.advice[reason.then]}</p>
            {reason.then === "doctor-today" && <a class="btn btn-danger btn-block" href={href("/emergency")} onClick={() => finish(reason)}>{text.emergencyLink}</a>}
            {reason.then === "spot" && <button type="button" class="btn btn-primary btn-block" onClick={() => { onClosed(); session.leaveSpot(); }}>{text.leaveSpot}</button>}
            <button type="button" class={reason.then === "spot" ? "btn btn-block" : "btn btn-primary btn-block"} onClick={() => finish(reason)}>{text.finishHere}</button>
            <div class="stop-go"><button type="button" class="btn btn-quiet btn-block" onClick={() => setReason(null)}>{text.stopBack}</button></div>
          </>
        )}
      </div>
    </dialog>
  );
}
