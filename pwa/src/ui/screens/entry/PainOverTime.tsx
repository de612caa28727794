import { useState } from "preact/hooks";
import type { Headache, Pain, Reading } from "../../../core/records.ts";
import { checkTime, type TimeProblem } from "../../../core/times.ts";
import { dayShort, fromField, timeOf, toField } from "../../../words/when.ts";
import { useApp } from "../../app.ts";
import { Field } from "../../parts/Field.tsx";
import { Icon } from "../../parts/Icon.tsx";
import { PainCurve } from "../../parts/PainCurve.tsx";
import { PainScale } from "../../parts/PainScale.tsx";

/** The pain levels of a headache: a curve, the same as a table, and one more. `now` is UTC ms. */
export function PainOverTime({ headache, readings, now, onChanged }: { headache: Headache; readings: readonly Reading[]; now: number; onChanged(): Promise<void> }) {
  const { words } = useApp();
  const text = words.diary.entry;
  const [adding, setAdding] = useState(readings.length === 0);
  return (
    <section class="card stack" aria-labelledby="pain-over-time">
      <h2 id="pain-over-time">{text.pain}</h2>
      {readings.length === 0 ? <p class="muted">{text.painNone}</p> : <Summary readings={readings} />}
      {readings.length > 1 && <PainCurve readings={readings} until={headache.ended_at ?? now} />}
      {readings.length > 0 && <ReadingTable headache={headache} readings={readings} onChanged={onChanged} />}
      {adding
        ? <AddReading headache={headache} onAdded={async () => { setAdding(false); await onChanged(); }} />
        : <button type="button" class="btn btn-block" onClick={() => setAdding(true)}><Icon name="plus" />{text.painAdd}</button>}
    </section>
  );
}

function Summary({ readings }: { readings: readonly Reading[] }) {
  const { words } = useApp();
  const levels = readings.map((reading) => reading.pain);
  const average = levels.reduce<number>((sum, pain) => sum + pain, 0) / levels.length;
  const peak = levels.reduce((high, pain) => (pain > high ? pain : high));
  return <p>{words.diary.entry.strongest(peak)}{levels.length > 1 ? `, ${words.diary.entry.average(average.toFixed(1))}` : ""}</p>;
}

function ReadingTable({ headache, readings, onChanged }: { headache: Headache; readings: readonly Reading[]; onChanged(): Promise<void> }) {
  const { diary, shell, words, locale } = useApp();
  const text = words.diary.entry;
  const remove = (reading: Reading): void => void shell.attempt(async () => {
    const undo = await diary.remove(reading.id);
    await onChanged();
    shell.offerUndo(text.painRemoved(reading.pain), async () => { await undo(); await onChanged(); });
  });
  return (
    <table class="number">
      <thead class="small muted"><tr><th scope="col">{text.time}</th><th scope="col">{text.level}</th><th><span class="visually-hidden">{text.remove}</span></th></tr></thead>
      <tbody>
        {readings.map((reading) => {
          const time = timeOf(reading.at, reading.offset, locale);
          return (
            <tr key={reading.id}>
              <td>{reading.on_day === headache.on_day ? time : `${dayShort(reading.on_day, locale)}, ${time}`}</td>
              <td>{reading.pain}</td>
              <td class="cell-end"><button type="button" class="btn-icon" aria-label={text.painRemove(reading.pain, time)} onClick={() => remove(reading)}><Icon name="close" size={1.1} /></button></td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** Pain at a time: now while the headache goes on, else any time since its start. */
function AddReading({ headache, onAdded }: { headache: Headache; onAdded(): Promise<void> }) {
  const { clock, diary, shell, words } = useApp();
  const text = words.diary.entry;
  const [when, setWhen] = useState(() => toField(headache.ended_at ?? clock.now(), headache.offset));
  const [wrong, setWrong] = useState<TimeProblem>();
  const add = (pain: Pain): void => {
    const at = fromField(when, headache.offset);
    const found = checkTime(at, clock.now()) ?? (at !== undefined && at < headache.at - 60_000 ? "beforeStart" : undefined);
    setWrong(found);
    if (found || at === undefined) return;
    void shell.attempt(async () => { await diary.notePain(headache.id, pain, at); await onAdded(); });
  };
  return (
    <div class="stack">
      <Field label={text.painWhen} type="datetime-local" value={when} onInput={setWhen} wrong={wrong && text.wrong[wrong]} />
      <PainScale legend={text.level} value={null} onChoose={add} />
    </div>
  );
}
