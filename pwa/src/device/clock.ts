/** The device's clock and calendar. Everything that needs "now" takes one of these, so that tests can move it. */
export interface Clock {
  /** UTC milliseconds. */
  now(): number;
  /** Minutes east of UTC that hold on this device at `at` (UTC ms). */
  offsetAt(at: number): number;
  /** IANA name of the device's zone, for example "Europe/Berlin". */
  zone(): string;
  /** Local date of `at` (UTC ms) on this device, "YYYY-MM-DD". */
  day(at: number): string;
}

/** The local date, "YYYY-MM-DD", of a UTC time in ms seen with an offset in minutes east of UTC. */
export function dayAt(at: number, offset: number): string {
  return new Date(at + offset * 60_000).toISOString().slice(0, 10);
}

/** The real clock of this device. */
export const deviceClock: Clock = {
  now: () => Date.now(),
  // "|| 0" because an offset of zero arrives as -0, which some stores do not give back as 0.
  offsetAt: (at) => -new Date(at).getTimezoneOffset() || 0,
  zone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
  day: (at) => dayAt(at, deviceClock.offsetAt(at)),
};
