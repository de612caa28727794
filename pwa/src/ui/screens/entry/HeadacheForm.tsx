import { useEffect, useState } from "preact/hooks";
import type { Headache } from "../../../core/records.ts";
import { checkTimes, type TimeProblem } from "../../../core/times.ts";
import { fromField, toField } from "../../../words/when.ts";
import { useApp } from "../../app.ts";
import { Field, TextArea } from "../../parts/Field.tsx";

/** Start, end and note of a headache. Nothing is stored until "Save", and what was typed stays when it cannot be. */
export function HeadacheForm({ headache, onSaved }: { headache: Headache; onSaved(): Promise<void> }) {
  const { clock, diary, shell, words, route } = useApp();
  const text = words.diary.entry;
  const endOffset = headache.ended_offset ?? headache.offset;
  const [start, setStart] = useState(() => toField(headache.at, headache.offset));
  const [end, setEnd] = useState(() => (headache.ended_at === undefined ? "" : toField(headache.ended_at, endOffset)));
  const [note, setNote] = useState(headache.note ?? "");
  const [asked, setAsked] = useState(headache.ended_at !== undefined || route.peek().query.has("end"));
  const [wrong, setWrong] = useState<{ start?: TimeProblem; end?: TimeProblem }>({});
  const [state, setState] = useState<"same" | "typed" | "saved">("same");
  useDirty(state === "typed");

  const type = (set: (value: string) => void) => (value: string): void => { set(value); setState("typed"); };
  const save = async (event: Event): Promise<void> => {
    event.preventDefault();
    const at = timeIn(start, headache.offset, headache.at);
    const ended = asked ? timeIn(end, endOffset, headache.ended_at) : null;
    const found = checkTimes(at, ended, clock.now());
    setWrong(found);
    if (found.start || found.end || at === undefined) return;
    const { ended_at: _at, ended_offset: _offset, note: _note, ...rest } = headache;
    const next: Headache = { ...rest, at, ...(typeof ended === "number" ? { ended_at: ended, ended_offset: endOffset } : {}), ...(note.trim() ? { note: note.trim() } : {}) };
    if (await shell.attempt(() => diary.change(next))) { setState("saved"); await onSaved(); }
  };
  return (
    <form class="stack" noValidate onSubmit={(event) => void save(event)}>
      <Field label={text.start} type="datetime-local" value={start} onInput={type(setStart)} wrong={wrong.start && text.wrong[wrong.start]} />
      {asked
        ? <Field label={text.end} type="datetime-local" value={end} onInput={type(setEnd)} wrong={wrong.end && text.wrong[wrong.end]} />
        : <button type="button" class="btn btn-quiet btn-block" onClick={() => setAsked(true)}>{text.setEnd}</button>}
      <TextArea label={text.note} help={text.noteHelp} value={note} onInput={type(setNote)} />
      <button type="submit" class={state === "typed" ? "btn btn-primary btn-block" : "btn btn-block"}>{text.save}</button>
      <p class="small muted" role="status">{state === "typed" ? text.unsaved : state === "saved" ? text.saved : ""}</p>
    </form>
  );
}

/** UTC ms of what a field holds. A field knows minutes only: left as it was, the time keeps its seconds. */
function timeIn(value: string, offset: number, before: number | undefined): number | undefined {
  return before !== undefined && value === toField(before, offset) ? before : fromField(value, offset);
}

/** Tells the frame that something is typed and not stored, so that no update is offered; takes it back when the form goes. */
function useDirty(dirty: boolean): void {
  const { shell } = useApp();
  useEffect(() => { shell.setDirty(dirty); return () => shell.setDirty(false); }, [dirty]);
}
