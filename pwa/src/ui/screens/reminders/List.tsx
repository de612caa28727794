import { useEffect } from "preact/hooks";
import type { Reminder } from "../../../core/records.ts";
import { useApp } from "../../app.ts";
import { Icon } from "../../parts/Icon.tsx";
import { Notice } from "../../parts/Notice.tsx";
import { Top } from "../../parts/Top.tsx";
import { clockTime, daysOf, nameOf, when } from "./names.ts";
import { OnPhone } from "./OnPhone.tsx";

/** All reminders, and whether this device can show them. */
export function Screen() {
  const app = useApp();
  const { reminders, library, words, route, href } = app;
  const text = words.reminders;
  const query = route.value.query;
  useEffect(() => { void library.load(); }, []);
  const list = reminders.list.value;
  // Until notifications come, allowing them is the next thing to do; then it is one to look up.
  const working = reminders.push.value.at === "on";
  return (
    <main class="screen stack stack-wide">
      <Top title={text.title} back="/settings" />
      {query.has("test") && <Notice kind="done" live>{text.onPhone.tested}</Notice>}
      {query.has("late") && <Notice live>{text.onPhone.late}</Notice>}
      {list.length > 0 && !working && <OnPhone />}
      {list.length === 0 ? <p class="lead">{text.lead}</p> : <ul class="stack reminder-list">{list.map((reminder) => <li key={reminder.id}><Row reminder={reminder} /></li>)}</ul>}
      <a class={list.length === 0 ? "btn btn-primary btn-block btn-big" : "btn btn-block"} href={href("/settings/reminders/new")} id="remind-me"><Icon name="bell" />{text.add}</a>
      {list.length > 0 && working && <OnPhone />}
    </main>
  );
}

function Row({ reminder }: { reminder: Reminder }) {
  const app = useApp();
  const { reminders, words, clock, href, shell } = app;
  const text = words.reminders;
  const name = nameOf(app, reminder);
  const next = reminders.next(reminder);
  const today = reminders.openToday(reminder);
  const done = async (nominal: string): Promise<void> => {
    if (await shell.attempt(() => reminders.done(reminder.rid, nominal))) shell.say(text.doneNow);
  };
  return (
    <article class="card stack stack-tight">
      <div class="row row-between">
        <p class="grow"><strong class="reminder-time number">{clockTime(app, reminder.time)}</strong> <span class="muted">{daysOf(app, reminder)}</span></p>
        <a class="btn-icon" href={href(`/settings/reminders/${reminder.id}`)} aria-label={text.edit(name)}><Icon name="pencil" /></a>
      </div>
      <h2>{name}</h2>
      <p class="muted small">{next === undefined ? text.ended : text.next(when(app, next, clock.now()))}</p>
      {today !== undefined && <button type="button" class="btn btn-soft" aria-label={text.doneTodayFor(name)} onClick={() => void done(today)}><Icon name="check" />{text.doneToday}</button>}
    </article>
  );
}
