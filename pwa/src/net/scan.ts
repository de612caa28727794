import { naturalName } from "../core/derived.ts";
import { same } from "../core/equal.ts";
import { merge } from "../core/merge.ts";
import type { Entry, Id } from "../core/records.ts";
import type { Out, Pending, Progress, Rec, Rows } from "../core/rows.ts";
import { edited, resent, type State } from "../core/versions.ts";
import type { Vault } from "../vault/vault.ts";
import { Draft } from "./draft.ts";
import { isTooLong, sizeOf } from "./wire.ts";

const SCAN = 500;

interface ScanParts { rows: Rows; vault: Vault; random(): string }

/** Own records that the server was not seen to hold. */
export interface Page {
  gen: string;
  /** Where the search stood. */
  from: Id;
  /** Where it goes on; null at the end. */
  next: Id | null;
  versions: Prepared[];
}

/** A record prepared outside the transaction: its id in this account and its sealed version. */
export interface Prepared {
  rec: Rec;
  id: Id;
  mid: string;
  blob: Uint8Array<ArrayBuffer>;
}

/** A search that has come to `scan`. */
export type Searching = Pick<Progress, "gen"> & { scan: Id };

export function isSearching(progress: Progress): progress is Progress & Searching {
  return progress.pulled && progress.scan !== null;
}

/** False: another tab has searched on. */
export function isAt(progress: Progress, { gen, from }: Page): boolean {
  return progress.gen === gen && progress.scan === from;
}

/**
 * After everything was pulled, looks through the phone's own records for those the server was not seen to hold: all of
 * them when sync is turned on, few or none after a restore. Answers the next that fit into one request of `room` bytes.
 */
export async function search(parts: ScanParts, { gen, scan: from }: Searching, room: number): Promise<Page> {
  for (let after = from;;) {
    const read = await parts.rows.page(after, SCAN + 1);
    const page = read.slice(0, SCAN);
    const lacking = page.filter((rec) => rec.gen !== gen);
    const next = read.length > SCAN ? page.at(-1)?.id ?? null : null;
    if (lacking.length === 0 && next !== null) {
      after = next;
      continue;
    }
    const versions = await Promise.all(lacking.map((rec) => prepare(parts, rec)));
    return fitting({ gen, from, next, versions }, room);
  }
}

/** The beginning of a page, at least one version of it. */
function fitting(page: Page, room: number): Page {
  let size = 0;
  const versions = page.versions.filter(({ blob }, at) => (size += sizeOf(blob)) <= room || at === 0);
  const next = versions.length === page.versions.length ? page.next : versions.at(-1)?.rec.id ?? null;
  return { ...page, next, versions };
}

/** Phones that kept one-per-day records before they knew each other gave them different ids: the account's key decides. */
async function prepare({ vault, random }: ScanParts, rec: Rec): Promise<Prepared> {
  const name = rec.data ? naturalName(rec.data) : undefined;
  const id = name === undefined ? rec.id : await vault.derive(name);
  const mid = rec.mid === "" || id !== rec.id ? random() : rec.mid;
  const a = id === rec.id ? rec.anc : [];
  const blob = await vault.seal({ id, mid, dead: rec.dead }, { a, d: rec.data && { ...rec.data, id } });
  return { rec, id, mid, blob };
}

/**
 * What of a page can be pushed as it stands, without the outbox: until the server is seen to hold it, the search finds the
 * same version again, so a lost reply repeats it. Not so what gets a new id or version, or what the server will not take.
 */
export function pushable({ gen, versions }: Page): Out[] {
  return versions.flatMap(({ rec, id, mid, blob }) => {
    if (id !== rec.id || mid !== rec.mid || isTooLong(blob)) return [];
    const { out } = resent({ rec, out: null }, gen, mid);
    return out ? [{ ...out, blob }] : [];
  });
}

/** Once everything was pulled: waiting changes from before a restart that the server was not seen to know are sent as new. */
export async function renew({ rows }: ScanParts, { out, progress }: Pending): Promise<boolean> {
  const old = progress?.pulled ? out.filter(({ gen }) => gen !== progress.gen) : [];
  if (old.length === 0) return false;
  return rows.change(old.map(({ id }) => id), (view) => {
    if (!view.progress?.pulled || view.progress.gen !== progress?.gen) return [{}, true];
    const draft = new Draft(view, view.progress);
    for (const { id } of old) draft.apply(id, (state, gen) => resent(state, gen, ""));
    return [draft.change(), true];
  });
}

/** Puts versions of a page into the outbox; answers those that can be sent. `over`: nothing else of the page is on its way, the search goes on behind it. */
export async function offer({ rows }: ScanParts, page: Page, versions: readonly Prepared[], over: boolean): Promise<Out[]> {
  const ids = new Set(versions.flatMap(({ rec, id }) => [rec.id, id]));
  return rows.change<Out[]>([...ids], (view) => {
    if (!view.progress || !isAt(view.progress, page)) return [{}, []];
    const draft = new Draft(view, view.progress);
    for (const each of versions) {
      // Changed since it was prepared: an edit while sync is on has put it into the outbox itself.
      if (same(view.rec.get(each.rec.id), each.rec)) place(draft, each);
    }
    if (over) draft.progress = passed(draft.progress, page);
    const change = draft.change();
    return [change, [...change.out?.values() ?? []].filter((out) => out?.blob && !isTooLong(out.blob)) as Out[]];
  });
}

function place(draft: Draft, { rec, id, mid, blob }: Prepared): void {
  if (id !== rec.id) return move(draft, rec, id, mid, blob);
  draft.apply(id, (state, gen) => {
    const next = resent(state, gen, mid);
    return state.out || !next.out ? next : { rec: next.rec, out: { ...next.out, blob } };
  });
}

/** Under its new id the record may exist, from another phone: then the two are one, and every value is kept. */
function move(draft: Draft, rec: Rec, id: Id, mid: string, blob: Uint8Array<ArrayBuffer>): void {
  if (!rec.data) return;
  const data: Entry = { ...rec.data, id };
  draft.apply(rec.id, () => ({ rec: null, out: null }));
  draft.apply(id, (state: State, gen) => {
    if (!state.rec) return edited(state, { id, mid, dead: false, data, blob }, gen);
    const both = merge(null, { dead: false, data }, state.rec);
    if (same(both.data, state.rec.data)) return state;
    return edited(state, { id, mid, ...both, blob: null }, gen);
  });
}

/** The progress once a page is with the server. */
export function passed(progress: Progress, page: Page | undefined): Progress {
  return page && isAt(progress, page) ? { ...progress, scan: page.next } : progress;
}
