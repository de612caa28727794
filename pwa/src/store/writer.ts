import { naturalName } from "../core/derived.ts";
import { same } from "../core/equal.ts";
import { merge, type Version } from "../core/merge.ts";
import type { Entry, Id } from "../core/records.ts";
import type { Change, Out, QueuedCall, Rec, Rows, View } from "../core/rows.ts";
import { ancestry, edited, type Draft } from "../core/versions.ts";
import type { Vault } from "../vault/vault.ts";
import { StoreProblem } from "./problem.ts";
import { plain, remember, seen } from "./seen.ts";

/** Two such versions merged still fit into a row of the server. */
export const LONGEST_ENTRY = 30_000;

export interface WriterParts {
  rows: Rows;
  /** The account's keys, undefined while sync is off; `again` asks anew because another tab may have changed them. */
  vault(again: boolean): Promise<Vault | undefined>;
  derive(name: string): Promise<Id>;
  random(): string;
}

/** A record to be written, and the stored version its maker knew. */
interface Wish extends Version {
  id: Id;
  seen: Entry | undefined;
}

/** What writes records: plain while sync is off, else sealed and put into the outbox in the same transaction. */
export interface Writer {
  save(entries: readonly Entry[], calls?: readonly QueuedCall[]): Promise<void>;
  remove(doomed: readonly (Id | Entry)[]): Promise<() => Promise<void>>;
}

export function createWriter(parts: WriterParts): Writer {
  const save = async (entries: readonly Entry[], calls: readonly QueuedCall[] = []): Promise<void> => {
    for (const entry of entries) checkLength(entry);
    await write(parts, () => wished(parts, entries), calls);
    for (const entry of entries) remember(entry);
  };
  const remove = async (doomed: readonly (Id | Entry)[]): Promise<() => Promise<void>> => {
    const ids = doomed.map((each) => (typeof each === "string" ? each : each.id));
    const { rec } = await parts.rows.read(ids);
    const wishes = doomed.map((each, at): Wish => {
      const id = ids[at] ?? "";
      return { id, dead: true, data: null, seen: typeof each === "string" ? rec.get(id)?.data ?? undefined : seen(each) };
    });
    await write(parts, () => Promise.resolve(wishes), []);
    return () => save(ids.flatMap((id) => rec.get(id)?.data ?? []));
  };
  return { save, remove };
}

function checkLength(entry: Entry): void {
  if (JSON.stringify(entry).length > LONGEST_ENTRY) throw new StoreProblem("long");
}

/** One-per-day records get their id here, too: the keys may have changed since a screen derived it. */
function wished(parts: WriterParts, entries: readonly Entry[]): Promise<Wish[]> {
  return Promise.all(entries.map(async (entry) => {
    const name = naturalName(entry);
    const id = name === undefined ? entry.id : await parts.derive(name);
    return { id, dead: false, data: { ...plain(entry), id }, seen: seen(entry) };
  }));
}

/** Prepares and seals outside, then writes in one transaction, all anew if the records have moved meanwhile. */
async function write(parts: WriterParts, wishes: () => Promise<Wish[]>, calls: readonly QueuedCall[]): Promise<void> {
  for (let written = false, again = false; !written; again = true) {
    const vault = await parts.vault(again);
    const wanted = await wishes();
    const ids = wanted.map(({ id }) => id);
    if (vault) {
      const before = await parts.rows.read(ids);
      const drafts = await Promise.all(wanted.map((wish) => sealed(parts, vault, wish, before.rec.get(wish.id))));
      written = await parts.rows.change(ids, (view) =>
        view.progress?.account !== vault.account || moved(before, view) ? [{}, false] : [{ ...synced(view, drafts), calls }, true]);
    } else {
      const mids = wanted.map(() => parts.random());
      written = await parts.rows.change(ids, (view) =>
        view.progress ? [{}, false] : [{ rec: unsynced(view, wanted, mids), calls }, true]);
    }
  }
}

async function sealed(parts: WriterParts, vault: Vault, wish: Wish, rec: Rec | undefined): Promise<Draft> {
  const draft = { id: wish.id, mid: parts.random(), ...result(wish, rec) };
  return { ...draft, blob: await vault.seal(draft, { a: ancestry(rec ?? null), d: draft.data }) };
}

/** What the record becomes: a field that the person did not touch keeps what sync has brought since it was read. */
function result({ dead, data, seen: base }: Wish, rec: Rec | undefined): Version {
  if (!rec?.data || same(base, rec.data)) return { dead, data };
  return merge(base ? { dead: false, data: base } : null, { dead, data }, rec);
}

function moved(before: View, now: View): boolean {
  return [...new Set([...before.rec.keys(), ...now.rec.keys()])].some((id) => {
    const [was, is] = [before.rec.get(id), now.rec.get(id)];
    return was?.mid !== is?.mid || !same(was?.data, is?.data);
  });
}

function synced(view: View, drafts: readonly Draft[]): Change {
  const rec = new Map<Id, Rec>();
  const out = new Map<Id, Out>();
  for (const draft of drafts) {
    const state = { rec: rec.get(draft.id) ?? view.rec.get(draft.id) ?? null, out: out.get(draft.id) ?? view.out.get(draft.id) ?? null };
    const next = edited(state, draft, view.progress?.gen ?? "");
    rec.set(draft.id, next.rec);
    out.set(draft.id, next.out);
  }
  return { rec, out };
}

/** While sync is off only what an account has known before leaves a tombstone, and is an ancestor. */
function unsynced(view: View, wishes: readonly Wish[], mids: readonly string[]): Map<Id, Rec | null> {
  return new Map(wishes.map((wish, at): [Id, Rec | null] => {
    const was = view.rec.get(wish.id);
    const anc = was?.gen === "" ? was.anc : ancestry(was ?? null);
    const next = result(wish, was);
    if (next.dead && anc.length === 0) return [wish.id, null];
    return [wish.id, { id: wish.id, mid: mids[at] ?? "", anc, gen: "", ...next }];
  }));
}
