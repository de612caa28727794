import { useEffect, useState } from "preact/hooks";
import type { Choices } from "../../../state/settings.ts";
import { dayLong } from "../../../words/when.ts";
import { useApp } from "../../app.ts";
import { Confirm } from "../../parts/Confirm.tsx";
import { Segments } from "../../parts/Segments.tsx";

/** What is agreed with a therapist: the limits of the day, and the locks that were opened. More than usual is asked about once. */
export function Agreed() {
  const { library, settings, safety, shell, words } = useApp();
  const [asked, setAsked] = useState<Choices>();
  useEffect(() => { void library.load(); }, []);
  const text = words.safety.agreed;
  const safetyRows = library.library.value?.safety;
  if (safetyRows === undefined) return null;
  const { budget, unlocks } = safetyRows;
  const [usual, most] = [budget.seconds_per_day / 60, budget.agreed.seconds_per_day / 60];
  const [times, mostTimes] = [budget.times_per_day, budget.agreed.times_per_day];
  const { press_minutes = usual, spot_times = times } = settings.current.value;
  const set = (fields: Choices): void => { setAsked(undefined); void shell.attempt(() => settings.change(fields)); };
  const choose = (fields: Choices, more: boolean): void => { if (more) setAsked(fields); else set(fields); };
  return (
    <section class="stack" aria-labelledby="agreed">
      <h2 id="agreed">{text.title}</h2>
      <p class="small muted">{text.intro(usual, most)}</p>
      <Segments legend={text.minutes} options={numbers(usual - 4, usual, usual + 4, most)} value={press_minutes}
        onChoose={(minutes) => choose({ press_minutes: minutes }, minutes > Math.max(usual, press_minutes))} />
      <Segments legend={text.times} options={numbers(times - 1, times, mostTimes)} value={spot_times}
        onChoose={(count) => choose({ spot_times: count }, count > Math.max(times, spot_times))} />
      {unlocks.filter(({ slug }) => safety.agreed.value.has(slug)).map(({ slug, title }) => (
        <Opened key={slug} title={title} at={safety.agreed.value.get(slug) ?? 0}
          onTakeBack={() => void shell.attempt(async () => { await safety.agree(slug, false); shell.say(words.safety.todo.takenBack); })} />
      ))}
      {asked && <Confirm title={text.ask} text={text.askText} yes={text.yes} danger={false} onYes={() => set(asked)} onNo={() => setAsked(undefined)} />}
    </section>
  );
}

function numbers(...values: number[]): (readonly [number, string])[] {
  return [...new Set(values)].map((value) => [value, String(value)] as const);
}

function Opened({ title, at, onTakeBack }: { title: string; at: number; onTakeBack(): void }) {
  const { clock, locale, words } = useApp();
  const text = words.safety.todo;
  return (
    <div class="row">
      <p class="grow"><strong>{title}</strong><br /><span class="small muted">{text.agreed(dayLong(clock.day(at), locale))}</span></p>
      <button type="button" class="btn" aria-label={`${text.takeBack}: ${title}`} onClick={onTakeBack}>{text.takeBack}</button>
    </div>
  );
}
