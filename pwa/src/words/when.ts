/**
 * Days and times in words. An entry is always told in the local time of the place where it was made: `offset` is that
 * place's minutes east of UTC, kept in the entry. `locale` is a BCP 47 tag.
 */
const MINUTE = 60_000;

/** "14:05" or "2:05 pm", as the locale has it. */
export function timeOf(at: number, offset: number, locale: string): string {
  return format(locale, { hour: "2-digit", minute: "2-digit" }).format(at + offset * MINUTE);
}

/** "Friday 20 November"; the year only where it is not the year of `today` (both "YYYY-MM-DD"). */
export function dayName(day: string, today: string, locale: string): string {
  const year = day.slice(0, 4) === today.slice(0, 4) ? {} : { year: "numeric" as const };
  return format(locale, { weekday: "long", day: "numeric", month: "long", ...year }).format(noonOf(day));
}

/** "20 November 2026", for a page that is kept. */
export function dayLong(day: string, locale: string): string {
  return format(locale, { day: "numeric", month: "long", year: "numeric" }).format(noonOf(day));
}

/** "20 Nov", for tables and charts. */
export function dayShort(day: string, locale: string): string {
  return format(locale, { day: "numeric", month: "short" }).format(noonOf(day));
}

/** The day `count` days after `day` (before, where negative). */
export function dayPlus(day: string, count: number): string {
  return new Date(noonOf(day) + count * 86_400_000).toISOString().slice(0, 10);
}

/** The value of an `<input type="datetime-local">` for a time of an entry. */
export function toField(at: number, offset: number): string {
  return new Date(at + offset * MINUTE).toISOString().slice(0, 16);
}

/** UTC ms of what such a field holds, read with the entry's own offset; undefined where it holds no time. */
export function fromField(value: string, offset: number): number | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value)) return undefined;
  const at = Date.parse(`${value.slice(0, 16)}:00Z`);
  return Number.isNaN(at) ? undefined : at - offset * MINUTE;
}

function noonOf(day: string): number {
  return Date.parse(`${day}T12:00:00Z`);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Formats are slow to make (0.1 ms and more) and asked for in every row of a list, so each is made once. */
function format(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  let found = formats.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" });
    formats.set(key, found);
  }
  return found;
}
