import { naturalName } from "../core/derived.ts";
import { same } from "../core/equal.ts";
import { merge } from "../core/merge.ts";
import type { Entry, Id } from "../core/records.ts";
import type { Rec, Rows, View } from "../core/rows.ts";
import { edited, resent, type State } from "../core/versions.ts";
import type { Vault } from "../vault/vault.ts";
import { Draft } from "./draft.ts";

const SCAN = 500;

interface ScanParts { rows: Rows; vault: Vault; random(): string }

/** A record prepared outside the transaction: its id in this account and its sealed version. */
interface Prepared {
  rec: Rec;
  id: Id;
  mid: string;
  blob: Uint8Array<ArrayBuffer>;
}

/**
 * After everything was pulled, looks at the phone's own records page by page, and puts those the server was not seen to
 * hold into the outbox: all of them when sync is turned on, few or none after a restore. Continues where it was cut.
 */
export async function scanPage(parts: ScanParts): Promise<void> {
  const { rows } = parts;
  const { progress } = await rows.pending(0);
  if (!progress?.pulled || progress.scan === null || progress.account !== parts.vault.account) return;
  const { gen, scan } = progress;
  const page = await rows.page(scan, SCAN);
  const prepared = await Promise.all(page.filter((rec) => rec.gen !== gen).map((rec) => prepare(parts, rec)));
  const next = page.length < SCAN ? null : page.at(-1)?.id ?? null;
  const ids = new Set([...page.map(({ id }) => id), ...prepared.map(({ id }) => id)]);
  await rows.change([...ids], (view) => {
    if (view.progress?.gen !== gen || view.progress.scan !== scan) return [{}, undefined];
    const draft = new Draft(view, view.progress);
    for (const each of prepared) offer(draft, view, each);
    for (const [id] of view.out) draft.apply(id, (state) => resent(state, gen, ""));
    draft.progress = { ...draft.progress, scan: next };
    return [draft.change(), undefined];
  });
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

function offer(draft: Draft, view: View, { rec, id, mid, blob }: Prepared): void {
  const now = view.rec.get(rec.id);
  // Changed since it was prepared: an edit while sync is on has put it into the outbox itself.
  if (!now || now.mid !== rec.mid || now.gen !== rec.gen || !same(now.data, rec.data)) return;
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

