import { signal, type ReadonlySignal } from "@preact/signals";
import type { Entry, Pain, Reading } from "../core/records.ts";
import type { Store } from "../store/store.ts";

/** One line of the diary's list. */
export interface Line { entry: Entry; peak?: Pain }

/** The whole diary, newest first, read in pages. */
export interface Timeline {
  lines: ReadonlySignal<readonly Line[]>;
  /** True when the oldest entry has been read. */
  complete: ReadonlySignal<boolean>;
  /** False until the first page is there. */
  loaded: ReadonlySignal<boolean>;
  more(): Promise<void>;
  /** Stops listening for changes. */
  close(): void;
}

const PAGE = 50;
const SHOWN = ["headache", "session", "checkin"] as const;

/**
 * Reads the diary in pages of 50. Each kind has its own index, so a page takes 50 of each and keeps what is newer than
 * the oldest entry of any kind that may go on: older ones of the others come with the next page.
 */
export function createTimeline(store: Pick<Store, "list" | "byHeadache" | "changed">): Timeline {
  const lines = signal<readonly Line[]>([]);
  const complete = signal(false);
  const loaded = signal(false);
  let entries: readonly Entry[] = [];
  let next: number | undefined;
  let turn = Promise.resolve();

  /** Reads on until `count` entries are there or nothing is left. */
  const readTo = async (count: number): Promise<void> => {
    const known = new Set(entries.map((entry) => entry.id));
    const added: Entry[] = [];
    while (!complete.peek() && entries.length + added.length < count) {
      const page = await readPage(store, next);
      added.push(...page.entries.filter((entry) => !known.has(entry.id)));
      for (const entry of page.entries) known.add(entry.id);
      next = page.next;
      complete.value = next === undefined;
    }
    const addedLines = await Promise.all(added.map((entry) => toLine(store, entry)));
    lines.value = entries.length === 0 ? addedLines : [...lines.peek(), ...addedLines];
    entries = [...entries, ...added];
    loaded.value = true;
  };
  const again = async (): Promise<void> => {
    const count = Math.max(entries.length, PAGE);
    entries = [];
    next = undefined;
    complete.value = false;
    await readTo(count);
  };
  const inTurn = (work: () => Promise<void>): Promise<void> => (turn = turn.then(work, work));
  const stop = store.changed(() => void inTurn(again));
  return {
    lines, complete, loaded,
    more: () => inTurn(() => readTo(entries.length + PAGE)),
    close: stop,
  };
}

/** Entries up to `to` (UTC ms, inclusive), newest first, and where the next page begins; undefined at the end. */
async function readPage(store: Pick<Store, "list">, to: number | undefined, limit = PAGE): Promise<{ entries: Entry[]; next: number | undefined }> {
  const lists = await Promise.all(SHOWN.map((kind) => store.list(kind, { ...(to === undefined ? {} : { to }), limit, newestFirst: true })));
  const full = lists.filter((list) => list.length === limit).map((list) => list.at(-1)?.at ?? 0);
  const next = full.length === 0 ? undefined : Math.max(...full);
  // A whole page at one millisecond (an import can do that): a larger page gets past it.
  if (next !== undefined && next === to) return readPage(store, to, limit * 2);
  const entries = lists.flat().filter((entry) => next === undefined || entry.at >= next);
  return { entries: entries.sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1)), next };
}

async function toLine(store: Pick<Store, "byHeadache">, entry: Entry): Promise<Line> {
  if (entry.kind !== "headache") return { entry };
  const peak = strongest(await store.byHeadache(entry.id));
  return peak === undefined ? { entry } : { entry, peak };
}

/** The highest pain level among the entries of a headache. */
export function strongest(entries: readonly Entry[]): Pain | undefined {
  const levels = entries.filter((entry): entry is Reading => entry.kind === "reading").map((reading) => reading.pain);
  return levels.length === 0 ? undefined : levels.reduce((high, pain) => (pain > high ? pain : high));
}
