import { computed, signal, type ReadonlySignal } from "@preact/signals";
import { dayStates, lastDays, type DayState } from "../core/days.ts";
import type { Checkin, Day, Entry, Headache, Id, Kind, Pain, Reading, Session } from "../core/records.ts";
import { roundOf } from "../core/round.ts";
import { dayAt, type Clock } from "../device/clock.ts";
import type { Store } from "../store/store.ts";
import { createTimeline, type Timeline } from "./timeline.ts";

const DAY = 86_400_000;
/** How far back the diary is read when the app opens. */
const RECENT = 60 * DAY;
/** A level noted again within this time corrects the one before: a finger slipped, or an arrow key passed over it. */
const SLIP = 2 * 60_000;
const KINDS: readonly Kind[] = ["headache", "reading", "session", "checkin"];

/** The diary as the screens see it. Actions resolve when the entry is on disk and reject with StoreProblem when it is not. */
export interface Diary {
  /** Headaches without an end, newest first. */
  ongoing: ReadonlySignal<readonly Headache[]>;
  /** Entries of the last 60 days, of the kinds the diary shows. */
  recent: ReadonlySignal<ReadonlyMap<Id, Entry>>;
  load(): Promise<void>;
  /** Pain levels of a headache, oldest first. */
  readings(headache: Id): readonly Reading[];
  checkinOf(day: Day): Checkin | undefined;
  sessionsOn(day: Day): readonly Session[];
  /** The last `count` days up to today, at most 60, oldest first. */
  days(count: number): DayState[];
  /** Starts a headache now, or at `at`; one that is over gets its end as well (UTC ms). Its pain stays empty until it is noted. */
  startHeadache(at?: number, endedAt?: number): Promise<Headache>;
  endHeadache(id: Id, at: number): Promise<void>;
  reopen(id: Id): Promise<void>;
  notePain(headache: Id, pain: Pain, at?: number): Promise<Reading>;
  checkin(day: Day, answer: "yes" | "no"): Promise<Checkin>;
  /** Stores an edited entry; unknown fields stay. */
  change(entry: Entry): Promise<void>;
  /** Deletes an entry (a headache with its pain levels) and gives the way back. */
  remove(id: Id): Promise<() => Promise<void>>;
  /** An entry of any age, with the pain levels of a headache; undefined where there is none. */
  find(id: Id): Promise<{ entry: Entry; readings: Reading[] } | undefined>;
  /** A list of everything, newest first, read page by page. */
  timeline(): Timeline;
}

/** What the diary needs. `newId` gives 16 random bytes in base64url. `saved` is told of each save by a person's hand. */
export interface DiaryParts {
  store: Pick<Store, "save" | "remove" | "get" | "since" | "list" | "byHeadache" | "derivedId" | "changed">;
  clock: Clock;
  newId(): Id;
  saved?(): void;
}

export function createDiary({ store, clock, newId, saved = () => undefined }: DiaryParts): Diary {
  const recent = signal<ReadonlyMap<Id, Entry>>(new Map());
  const of = <T extends Entry>(kind: T["kind"]) => computed(() => [...recent.value.values()].filter((entry): entry is T => entry.kind === kind));
  const headaches = of<Headache>("headache");
  const readings = of<Reading>("reading");
  const checkins = of<Checkin>("checkin");
  const sessions = of<Session>("session");
  const byHeadache = computed(() => grouped(readings.value));
  const ongoing = computed(() => headaches.value.filter((headache) => headache.ended_at === undefined).sort((a, b) => b.at - a.at));

  const stamp = (at: number) => ({ v: 1, at, offset: clock.offsetAt(at), on_day: clock.day(at), edited_at: clock.now() });
  const reading = new Set<Set<Id>>();
  /** `touched` is newer than what any `load` on its way may have read. */
  const show = (next: ReadonlyMap<Id, Entry>, touched: readonly Id[]): void => {
    for (const ids of reading) for (const id of touched) ids.add(id);
    recent.value = next;
  };
  const put = async (...entries: Entry[]): Promise<void> => {
    await store.save(entries);
    show(withEntries(recent.value, entries), entries.map(({ id }) => id));
    saved();
  };
  const headacheOf = async (id: Id): Promise<Headache> => {
    const found = recent.value.get(id) ?? (await store.get(id));
    if (found?.kind !== "headache") throw new Error(`There is no headache ${id}.`);
    return found as Headache;
  };
  const reread = async (ids: readonly Id[]): Promise<void> => {
    const found = await Promise.all(ids.map((id) => store.get(id)));
    const next = new Map(recent.value);
    for (const [index, id] of ids.entries()) {
      const entry = found[index];
      if (entry && KINDS.includes(entry.kind)) next.set(id, entry);
      else next.delete(id);
    }
    show(next, ids);
  };
  let [begun, shown] = [0, 0];
  const load = async (): Promise<void> => {
    const mine = ++begun;
    const touched = new Set<Id>();
    reading.add(touched);
    try {
      const found = await store.since(KINDS, clock.now() - RECENT);
      // A later reading knows more than this one.
      if (mine < shown) return;
      shown = mine;
      recent.value = withKept(withEntries(new Map(), found), recent.value, touched);
    } finally {
      reading.delete(touched);
    }
  };
  // After a long sync one reading of the list is cheaper than thousands of single ones.
  store.changed((ids) => void (ids.length > 200 ? load() : reread(ids)));

  return {
    ongoing, recent, load,
    readings: (headache) => byHeadache.value.get(headache) ?? [],
    checkinOf: (day) => checkins.value.find((checkin) => checkin.on_day === day),
    sessionsOn: (day) => sessions.value.filter((session) => session.on_day === day && roundOf(session) !== "none"),
    days: (count) => dayStates(lastDays(clock.day(clock.now()), count), [...recent.value.values()], clock.now()),
    async startHeadache(at = clock.now(), endedAt) {
      const end = endedAt === undefined ? {} : { ended_at: endedAt, ended_offset: clock.offsetAt(endedAt) };
      const headache: Headache = { id: newId(), kind: "headache", ...stamp(at), ...end };
      await put(headache);
      return headache;
    },
    async endHeadache(id, at) {
      await put({ ...(await headacheOf(id)), ended_at: at, ended_offset: clock.offsetAt(at), edited_at: clock.now() });
    },
    async reopen(id) {
      const { ended_at: _at, ended_offset: _offset, ...open } = await headacheOf(id);
      await put({ ...open, edited_at: clock.now() });
    },
    async notePain(headache, pain, at = clock.now()) {
      const slipped = (byHeadache.value.get(headache) ?? []).find((reading) => Math.abs(at - reading.at) < SLIP);
      const reading: Reading = { ...(slipped ?? { id: newId(), kind: "reading", headache, ...stamp(at) }), pain, edited_at: clock.now() };
      await put(reading);
      return reading;
    },
    async checkin(day, answer) {
      const id = await store.derivedId(`day|${day}`);
      const before = recent.value.get(id) ?? (await store.get(id));
      const checkin = { ...(before ?? { id, kind: "checkin", ...stamp(clock.now()), on_day: day }), headache: answer, edited_at: clock.now() } as Checkin;
      await put(checkin);
      return checkin;
    },
    change: (entry) => put({ ...entry, on_day: entry.kind === "checkin" ? entry.on_day : dayAt(entry.at, entry.offset), edited_at: clock.now() }),
    async remove(id) {
      const parts = (await store.byHeadache(id)).filter((entry) => entry.kind === "reading");
      const ids = [id, ...parts.map((entry) => entry.id)];
      const undo = await store.remove(ids);
      await reread(ids);
      return async () => { await undo(); await reread(ids); };
    },
    async find(id) {
      const entry = await store.get(id);
      if (!entry) return undefined;
      const about = entry.kind === "headache" ? await store.byHeadache(id) : [];
      return { entry, readings: about.filter((one): one is Reading => one.kind === "reading").sort((a, b) => a.at - b.at) };
    },
    timeline: () => createTimeline(store),
  };
}

function withEntries(known: ReadonlyMap<Id, Entry>, entries: readonly Entry[]): Map<Id, Entry> {
  const next = new Map(known);
  for (const entry of entries) next.set(entry.id, entry);
  return next;
}

/** Of `ids` what is `known`, not what was read. */
function withKept(read: Map<Id, Entry>, known: ReadonlyMap<Id, Entry>, ids: ReadonlySet<Id>): ReadonlyMap<Id, Entry> {
  for (const id of ids) {
    const entry = known.get(id);
    if (entry) read.set(id, entry); else read.delete(id);
  }
  return read;
}

function grouped(readings: readonly Reading[]): ReadonlyMap<Id, Reading[]> {
  const groups = new Map<Id, Reading[]>();
  for (const reading of [...readings].sort((a, b) => a.at - b.at)) {
    const group = groups.get(reading.headache);
    if (group) group.push(reading);
    else groups.set(reading.headache, [reading]);
  }
  return groups;
}
