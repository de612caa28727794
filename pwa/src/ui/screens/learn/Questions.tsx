import { useEffect, useState } from "preact/hooks";
import { useApp } from "../../app.ts";
import { TextArea } from "../../parts/Field.tsx";

/** What a person wants to ask: kept on their devices, printed with the page, with room for the answers. */
export function Questions() {
  const { words, settings, shell } = useApp();
  const text = words.learn.therapist;
  const kept = settings.current.value.therapist_questions ?? text.starters.join("\n");
  const [typed, setTyped] = useState(kept);
  const [saved, setSaved] = useState(false);
  const changed = typed !== kept;
  useEffect(() => { shell.setDirty(changed); return () => shell.setDirty(false); }, [changed]);
  const keep = async (): Promise<void> => setSaved(await shell.attempt(() => settings.change({ therapist_questions: typed })));
  return (
    <section class="stack" aria-label={text.questions}>
      <h2>{text.questions}</h2>
      <div class="screen-only stack questions">
        <TextArea label={text.questionsField} value={typed} onInput={(value) => { setTyped(value); setSaved(false); }} help={text.questionsHelp} />
        <button type="button" class="btn btn-block" aria-disabled={!changed} onClick={() => { if (changed) void keep(); }}>{text.keep}</button>
        <p class="small muted" role="status">{saved && !changed ? text.kept : ""}</p>
      </div>
      <div class="paper-only stack">
        {typed.split("\n").filter(Boolean).map((question) => <p key={question} class="ruled">{question}</p>)}
        <p class="ruled">{text.answerSpace}</p>
      </div>
    </section>
  );
}
