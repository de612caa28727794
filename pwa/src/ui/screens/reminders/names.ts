import type { Reminder } from "../../../core/records.ts";
import { parseRule, WEEKDAYS, type Nominal } from "../../../core/nominal.ts";
import type { App } from "../../app.ts";

const WEEK_MS = 6 * 86_400_000;

/** What a reminder is for, as its owner sees it inside the app. */
export function nameOf({ library, words }: Pick<App, "library" | "words">, reminder: Reminder): string {
  const routine = reminder.routine === undefined ? undefined : library.routine(reminder.routine)?.title;
  return reminder.title ?? routine ?? words.reminders.form.justNudge;
}

/** On which days it comes: "Every day", "Mon, Thu"; "" for a rhythm that weekdays do not tell. */
export function daysOf({ words }: Pick<App, "words">, reminder: Reminder): string {
  const days = weekdaysOf(reminder.rule);
  if (days === undefined) return "";
  return days.length === 0 ? words.reminders.everyDay : days.map((day) => words.reminders.form.weekdays[day]?.slice(0, 3)).join(", ");
}

/** The weekdays of a rule made in this app (0 = Monday; none = every day); undefined for any other rule. */
export function weekdaysOf(rule: string): readonly number[] | undefined {
  const { frequency, interval, weekdays, monthDays, times, until } = parseRule(rule);
  const plain = interval === 1 && monthDays.length === 0 && times === undefined && until === undefined;
  const known = (frequency === "DAILY" && weekdays.length === 0) || (frequency === "WEEKLY" && weekdays.length > 0);
  return plain && known ? weekdays : undefined;
}

/** A wall-clock time as people here write it: "08:00", "8:00 AM". */
export function clockTime({ locale }: Pick<App, "locale">, time: string): string {
  return new Intl.DateTimeFormat(locale, { timeZone: "UTC", hour: "2-digit", minute: "2-digit" }).format(Date.parse(`1970-01-01T${time}:00Z`));
}

/** A time for people: "Tuesday at 08:00" within a week, else with its date. `now` is the wall time there. */
export function when({ locale }: Pick<App, "locale">, nominal: Nominal, now: number): string {
  const at = Date.parse(`${nominal}:00Z`);
  const near = at - now < WEEK_MS;
  return new Intl.DateTimeFormat(locale, {
    timeZone: "UTC", weekday: "long", hour: "2-digit", minute: "2-digit", ...(near ? {} : { day: "numeric", month: "long" }),
  }).format(at);
}

/** All seven, Monday first. */
export const ALL_DAYS: readonly number[] = WEEKDAYS.map((_, index) => index);
