import { useMemo, useState } from "preact/hooks";
import { checkTimes, type TimeProblem } from "../../../core/times.ts";
import { fromField, toField } from "../../../words/when.ts";
import { useApp } from "../../app.ts";
import { Field } from "../../parts/Field.tsx";
import { Top } from "../../parts/Top.tsx";

const HOUR = 3_600_000;

/** A headache that is over: when it began and ended. Pain and note come on the page of the entry. */
export function NewHeadache() {
  const { clock, diary, shell, words, go } = useApp();
  const text = words.diary.entry;
  const offset = useMemo(() => clock.offsetAt(clock.now()), []);
  const [start, setStart] = useState(() => toField(clock.now() - 2 * HOUR, offset));
  const [end, setEnd] = useState(() => toField(clock.now(), offset));
  const [wrong, setWrong] = useState<{ start?: TimeProblem; end?: TimeProblem }>({});
  const save = async (event: Event): Promise<void> => {
    event.preventDefault();
    const at = fromField(start, offset);
    const ended = fromField(end, offset);
    const found = checkTimes(at, ended, clock.now());
    setWrong(found);
    if (found.start || found.end || at === undefined || ended === undefined) return;
    await shell.attempt(async () => {
      const headache = await diary.startHeadache(at, ended);
      go(`/diary/${headache.id}`, { replace: true });
    });
  };
  return (
    <main class="screen stack stack-wide">
      <Top title={words.diary.list.add} back="/diary" />
      <form class="stack" noValidate onSubmit={(event) => void save(event)}>
        <Field label={text.start} type="datetime-local" value={start} onInput={setStart} wrong={wrong.start && text.wrong[wrong.start]} />
        <Field label={text.end} type="datetime-local" value={end} onInput={setEnd} wrong={wrong.end && text.wrong[wrong.end]} />
        <button type="submit" class="btn btn-primary btn-block">{text.save}</button>
      </form>
    </main>
  );
}
