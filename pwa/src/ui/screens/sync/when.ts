/** A moment (UTC ms) as date and time in the person's own zone. */
export function sayWhen(at: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" }).format(at);
}
