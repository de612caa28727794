import { useEffect, useState } from "preact/hooks";
import { weekly } from "../../../core/nominal.ts";
import { ownSlug } from "../../../core/own.ts";
import type { Reminder } from "../../../core/records.ts";
import type { Choice } from "../../../state/reminders.ts";
import { useApp } from "../../app.ts";
import { useParam } from "../../param.ts";
import { Field } from "../../parts/Field.tsx";
import { Icon } from "../../parts/Icon.tsx";
import { Notice } from "../../parts/Notice.tsx";
import { Top } from "../../parts/Top.tsx";
import { ALL_DAYS, weekdaysOf } from "./names.ts";

const BACK = "/settings/reminders";
const FIRST_TIME = "10:00";
const LONGEST_TITLE = 80;

/** One reminder, new or changed: most people change only the time. */
export function Screen() {
  const { reminders, words } = useApp();
  const id = useParam("/settings/reminders/:id", "id");
  const before = reminders.list.value.find((reminder) => reminder.id === id);
  if (id !== "new" && before === undefined) return <main class="screen stack"><Top title={words.reminders.title} back={BACK} /><Notice>{words.reminders.landing.gone}</Notice></main>;
  return <Form key={id} before={before} />;
}

function Form({ before }: { before: Reminder | undefined }) {
  const { reminders, library, own, words, shell, clock, go, route } = useApp();
  const text = words.reminders.form;
  const [time, setTime] = useState(before?.time ?? FIRST_TIME);
  const known = before === undefined ? [] : weekdaysOf(before.rule);
  const [days, setDays] = useState<readonly number[] | undefined>(known);
  const [routine, setRoutine] = useState(before?.routine ?? route.peek().query.get("routine") ?? "");
  const [title, setTitle] = useState(before?.title ?? "");
  const [zone, setZone] = useState(before?.zone ?? { mode: "follow" as const, name: clock.zone() });
  const [wrong, setWrong] = useState(false);
  useEffect(() => { void library.load(); }, []);

  const save = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (!/^\d\d:\d\d$/.test(time)) { setWrong(true); return; }
    const words = title.trim().slice(0, LONGEST_TITLE);
    const choice: Choice = {
      time, zone, rule: days === undefined && before ? before.rule : weekly(days ?? []),
      ...(routine === "" ? {} : { routine }), ...(words === "" ? {} : { title: words }),
    };
    if (!(await shell.attempt(() => reminders.save(choice, before)))) return;
    shell.say(text.saved);
    go(BACK, { replace: true });
  };
  return (
    <main class="screen">
      <Top title={before ? text.editTitle : text.newTitle} back={BACK} />
      <form class="stack stack-wide" onSubmit={(event) => void save(event)}>
        <div class="field reminder-clock">
          <label for="reminder-time">{text.time}</label>
          <input id="reminder-time" type="time" required value={time} aria-invalid={wrong} aria-describedby="time-wrong" onInput={(event) => { setTime(event.currentTarget.value); setWrong(false); }} />
          <div id="time-wrong" aria-live="polite">{wrong && <p class="wrong"><Icon name="warn" size={1.1} />{text.timeWrong}</p>}</div>
        </div>
        <Days days={days} onChange={setDays} />
        <div class="field">
          <label for="reminder-routine">{text.routine}</label>
          <select id="reminder-routine" value={routine} onChange={(event) => setRoutine(event.currentTarget.value)}>
            <option value="">{words.reminders.anything}</option>
            {own.all.value.map((mine) => <option key={mine.id} value={ownSlug(mine)} selected={ownSlug(mine) === routine}>{mine.title}</option>)}
            {library.library.value?.routines.map(({ slug, title: name }) => <option key={slug} value={slug} selected={slug === routine}>{name}</option>)}
          </select>
        </div>
        <Field label={text.own} help={text.ownHelp} value={title} onInput={setTitle} />
        <fieldset class="stack stack-tight">
          <legend><strong>{text.zone}</strong></legend>
          <label class="choice"><input type="radio" name="zone" checked={zone.mode === "follow"} onChange={() => setZone({ mode: "follow", name: clock.zone() })} />{text.follow}</label>
          <label class="choice"><input type="radio" name="zone" checked={zone.mode === "fixed"} onChange={() => setZone({ mode: "fixed", name: zone.name })} />{text.fixed(zone.name.replaceAll("_", " "))}</label>
        </fieldset>
        <button type="submit" class="btn btn-primary btn-block btn-big" id="save-reminder">{text.save}</button>
        {before && <Remove reminder={before} />}
      </form>
    </main>
  );
}

/** Weekdays to tick. `undefined` is a rhythm that weekdays do not tell, kept until one is ticked. */
function Days({ days, onChange }: { days: readonly number[] | undefined; onChange(days: readonly number[]): void }) {
  const { words } = useApp();
  const text = words.reminders.form;
  const ticked = days ?? [];
  const toggle = (day: number): void => onChange(ticked.includes(day) ? ticked.filter((other) => other !== day) : [...ticked, day]);
  return (
    <fieldset class="stack stack-tight" aria-describedby="days-help">
      <legend><strong>{text.days}</strong></legend>
      <p id="days-help" class="small muted">{days === undefined ? text.keepsRule : text.daysHelp}</p>
      <div class="weekdays">
        {ALL_DAYS.map((day) => (
          <label key={day} class="weekday">
            <input type="checkbox" checked={ticked.includes(day)} aria-label={text.weekdays[day]} onChange={() => toggle(day)} />
            <span aria-hidden="true">{text.weekdays[day]?.slice(0, 2)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Remove({ reminder }: { reminder: Reminder }) {
  const { reminders, words, shell, go } = useApp();
  const text = words.reminders.form;
  const remove = (): Promise<boolean> => shell.attempt(async () => {
    const undo = await reminders.remove(reminder);
    go(BACK, { replace: true });
    shell.offerUndo(text.removed, undo);
  });
  return <button type="button" class="btn btn-danger btn-block" onClick={() => void remove()}><Icon name="trash" />{text.remove}</button>;
}
