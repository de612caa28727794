import { useApp } from "../../app.ts";
import { Icon } from "../../parts/Icon.tsx";
import { when } from "../reminders/names.ts";

/** The next reminder, or the way to set one. */
export function ReminderLine({ now }: { now: number }) {
  const app = useApp();
  const { reminders, words, href, demo, clock } = app;
  if (demo) return null;
  const next = reminders.list.value.map((reminder) => reminders.next(reminder)).filter((nominal) => nominal !== undefined).sort()[0];
  const text = words.diary.today;
  return (
    <a class="quiet-line" href={href("/settings/reminders")}>
      <Icon name="bell" size={1.1} />
      <span>{next === undefined ? text.reminderNone : text.reminder(when(app, next, now + clock.offsetAt(now) * 60_000))}</span>
    </a>
  );
}
