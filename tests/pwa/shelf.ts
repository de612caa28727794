import type { Entry, Id } from "../../pwa/src/core/records.ts";
import type { Clock } from "../../pwa/src/device/clock.ts";
import { dayAt } from "../../pwa/src/device/clock.ts";
import type { Store } from "../../pwa/src/store/store.ts";
import { StoreProblem } from "../../pwa/src/store/problem.ts";

/** A phone's storage in memory, with a switch for "full". */
export interface Shelf extends Store {
  entries: Map<Id, Entry>;
  full: boolean;
  /** As another tab or a sync does: writes behind the back of the app and says so. */
  behind(entries: Entry[]): void;
}

export function createShelf(): Shelf {
  const entries = new Map<Id, Entry>();
  const local = new Map<string, unknown>();
  const listeners = new Set<(ids: Id[]) => void>();
  const tell = (ids: Id[]): void => { for (const listener of listeners) listener(ids); };
  const shelf: Shelf = {
    entries, full: false,
    behind(changed) { for (const entry of changed) entries.set(entry.id, entry); tell(changed.map(({ id }) => id)); },
    async save(changed) {
      if (shelf.full) throw new StoreProblem("full");
      for (const entry of changed) entries.set(entry.id, structuredClone(entry));
      tell(changed.map(({ id }) => id));
    },
    async remove(ids: Id[]) {
      const gone = ids.flatMap((id) => entries.get(id) ?? []);
      for (const id of ids) entries.delete(id);
      tell(ids);
      return async () => { await shelf.save(gone); };
    },
    async get(id) { return entries.get(id); },
    async list(kind, { from = -Infinity, to = Infinity, limit = Infinity, newestFirst = false } = {}) {
      const found = [...entries.values()].filter((entry) => entry.kind === kind && entry.at >= from && entry.at <= to).sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
      return (newestFirst ? found.reverse() : found).slice(0, limit);
    },
    async since(kinds, from) { return (await Promise.all(kinds.map((kind) => shelf.list(kind, { from })))).flat(); },
    async byHeadache(id) { return [...entries.values()].filter((entry) => "headache" in entry && entry.headache === id); },
    async derivedId(name) { return `derived:${name}`; },
    changed(listener) { listeners.add(listener); return () => listeners.delete(listener); },
    local: {
      async get<T>(key: string) { return local.get(key) as T | undefined; },
      async set(key, value) { local.set(key, value); },
      async delete(key) { local.delete(key); },
    },
  };
  return shelf;
}

/** A clock that moves when told, one hour east of UTC. */
export interface Watch extends Clock { at: number; pass(ms: number): void }

export function createWatch(at: number, offset = 60): Watch {
  const watch: Watch = {
    at,
    pass(ms) { watch.at += ms; },
    now: () => watch.at,
    offsetAt: () => offset,
    zone: () => "Europe/Berlin",
    day: (when) => dayAt(when, offset),
  };
  return watch;
}

/** Ids that can be told apart: "id1", "id2", … */
export function counter(): () => Id {
  let count = 0;
  return () => `id${++count}`;
}

/** Lets everything that waits for a promise run. */
export async function settled(): Promise<void> {
  for (let round = 0; round < 20; round++) await Promise.resolve();
}
