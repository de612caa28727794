import type { Day, Reminder } from "./records.ts";

/**
 * When a reminder comes, in local time: the same subset of RFC 5545 as the server's schedule.py, on the same cases
 * (tests/cases/schedule.json). An occurrence is named by its nominal local time, "2026-11-24T08:00"; names sort by time.
 */
export type Nominal = string;

/** A recurrence. Weekdays count from Monday = 0. */
export interface Rule {
  frequency: "DAILY" | "WEEKLY" | "MONTHLY";
  interval: number;
  weekdays: readonly number[];
  monthDays: readonly number[];
  times: number | undefined;
  until: Day | undefined;
}

export type Plan = Pick<Reminder, "rule" | "start" | "time" | "pause_until">;

export const WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;
const LONGEST_INTERVAL = { DAILY: 366, WEEKLY: 52, MONTHLY: 12 } as const;
const MOST_TIMES = 1000;
const DAY_MS = 86_400_000;
/** Covers the rarest rule that ever happens: 29 February across the year 2100. */
const HORIZON_DAYS = 9 * 366;

/** @throws RangeError for anything outside the subset. */
export function parseRule(text: string): Rule {
  const parts = new Map<string, string>();
  for (const part of text.split(";")) {
    const [, name = "", value = ""] = /^([A-Z]+)=([A-Z0-9,-]+)$/.exec(part) ?? [];
    if (name === "" || parts.has(name)) throw new RangeError(`not a rule: ${text}`);
    parts.set(name, value);
  }
  const take = (name: string): string | undefined => { const value = parts.get(name); parts.delete(name); return value; };
  const frequency = take("FREQ");
  if (frequency !== "DAILY" && frequency !== "WEEKLY" && frequency !== "MONTHLY") throw new RangeError(`not a frequency: ${text}`);
  const rule: Rule = {
    frequency,
    interval: whole(take("INTERVAL") ?? "1", LONGEST_INTERVAL[frequency]),
    weekdays: once(take("BYDAY"), (day) => WEEKDAYS.findIndex((known) => known === day)),
    monthDays: once(take("BYMONTHDAY"), (day) => (day.startsWith("-") ? -whole(day.slice(1), 31) : whole(day, 31))),
    times: optional(take("COUNT"), (count) => whole(count, MOST_TIMES)),
    until: optional(take("UNTIL"), day),
  };
  const odd = (rule.times !== undefined && rule.until !== undefined) || (frequency === "WEEKLY" && rule.monthDays.length > 0);
  if (odd || parts.size > 0 || rule.weekdays.includes(-1)) throw new RangeError(`not a rule we know: ${text}`);
  return rule;
}

/** The weekly rule of these weekdays (0 = Monday); every day where all or none are given. */
export function weekly(weekdays: readonly number[]): string {
  const days = [...new Set(weekdays)].sort((a, b) => a - b);
  if (days.length === 0 || days.length === 7) return "FREQ=DAILY";
  return `FREQ=WEEKLY;BYDAY=${days.map((index) => WEEKDAYS[index]).join(",")}`;
}

/** Occurrences later than `after` (a local time as a nominal name), in order, for nine years at most. */
export function* nominals(plan: Plan, after: Nominal): Generator<Nominal, undefined> {
  const rule = parseRule(plan.rule);
  const start = dayNumber(plan.start);
  const from = dayNumber(after.slice(0, 10));
  // Only a counted rule has to be walked from its first day on.
  let left = rule.times ?? Infinity;
  for (let number = rule.times === undefined ? Math.max(start, from) : start; number <= from + HORIZON_DAYS && left > 0; number++) {
    if (!falls(rule, start, number)) continue;
    const name = `${dayName(number)}T${plan.time}`;
    if (rule.until !== undefined && name.slice(0, 10) > rule.until) return undefined;
    left -= 1;
    if (name > after && (plan.pause_until === null || name.slice(0, 10) >= plan.pause_until)) yield name;
  }
  return undefined;
}

/** The first occurrence later than `after`; undefined when the rule has ended. */
export function nextNominal(plan: Plan, after: Nominal): Nominal | undefined {
  return nominals(plan, after).next().value;
}

/** The occurrence of a local day, if the plan has one. */
export function nominalOn(plan: Plan, local: Day): Nominal | undefined {
  const next = nextNominal(plan, `${dayName(dayNumber(local) - 1)}T23:59`);
  return next?.startsWith(local) ? next : undefined;
}

/** The next occurrence that is not done or skipped yet. */
export function nextOpen(reminder: Plan & Pick<Reminder, "done">, after: Nominal): Nominal | undefined {
  for (const name of nominals(reminder, after)) {
    const answer = reminder.done[name];
    if (answer !== "done" && answer !== "skipped") return name;
  }
  return undefined;
}

/** The wall-clock time in a zone (IANA name) at a moment (UTC ms), as a nominal name. */
export function wallTime(at: number, zone: string): Nominal {
  const format = new Intl.DateTimeFormat("en", {
    timeZone: zone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit",
  });
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return `${parts["year"]}-${parts["month"]}-${parts["day"]}T${parts["hour"]}:${parts["minute"]}`;
}

/** What was answered, with one more answer; the last 14 only. */
export function answered(done: Reminder["done"], nominal: Nominal, answer: Reminder["done"][string]): Reminder["done"] {
  const all = Object.entries({ ...done, [nominal]: answer }).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(all.slice(-14));
}

function falls(rule: Rule, start: number, number: number): boolean {
  if (number < start) return false;
  const [first, date] = [fields(start), fields(number)];
  const { weekdays, monthDays } = rule;
  const steps = { DAILY: number - start, WEEKLY: (number - date.weekday - (start - first.weekday)) / 7, MONTHLY: date.month - first.month };
  if (steps[rule.frequency] % rule.interval !== 0) return false;
  if (weekdays.length > 0 && !weekdays.includes(date.weekday)) return false;
  if (monthDays.length > 0 && !monthDays.includes(date.day) && !monthDays.includes(date.day - date.length - 1)) return false;
  if (weekdays.length > 0 || monthDays.length > 0 || rule.frequency === "DAILY") return true;
  return rule.frequency === "WEEKLY" ? date.weekday === first.weekday : date.day === first.day;
}

/** `month` counts from year 0; `length` is that of the month. */
function fields(number: number): { weekday: number; day: number; month: number; length: number } {
  const date = new Date(number * DAY_MS);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  return {
    weekday: (date.getUTCDay() + 6) % 7,
    day: date.getUTCDate(),
    month: year * 12 + month,
    length: new Date(Date.UTC(year, month + 1, 0)).getUTCDate(),
  };
}

function dayNumber(local: Day): number {
  return Date.parse(`${local}T00:00:00Z`) / DAY_MS;
}

function dayName(number: number): Day {
  return new Date(number * DAY_MS).toISOString().slice(0, 10);
}

function whole(text: string, most: number): number {
  const number = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (number < 1 || number > most) throw new RangeError(`not from 1 to ${most}: ${text}`);
  return number;
}

function once(text: string | undefined, read: (part: string) => number): number[] {
  const found = text === undefined ? [] : text.split(",").map(read);
  if (new Set(found).size !== found.length) throw new RangeError(`twice in ${text}`);
  return found;
}

function day(text: string): Day {
  const [, year, month, date] = /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? [];
  const name = `${year}-${month}-${date}`;
  if (Number.isNaN(Date.parse(`${name}T00:00:00Z`))) throw new RangeError(`not a day: ${text}`);
  return name;
}

function optional<T>(text: string | undefined, read: (text: string) => T): T | undefined {
  return text === undefined ? undefined : read(text);
}
