import type { Id } from "../core/records.ts";
import type { Rec, Rows } from "../core/rows.ts";
import { ancestry, edited, type Draft as Version } from "../core/versions.ts";
import type { Vault } from "../vault/vault.ts";

const PAGE = 500;

/**
 * After the keys were renewed: gives every record up to `PAGE` after `after` a new version under the new key, with the
 * same content. Answers where to go on, or null at the end; so it can be cut at any point and continued.
 */
export async function resealPage({ rows, vault, random }: { rows: Rows; vault: Vault; random(): string }, after: Id): Promise<Id | null> {
  const page = await rows.page(after, PAGE);
  const drafts = await Promise.all(page.map(async (rec): Promise<[Rec, Version]> => {
    const place = { id: rec.id, mid: random(), dead: rec.dead };
    return [rec, { ...place, data: rec.data, blob: await vault.seal(place, { a: ancestry(rec), d: rec.data }) }];
  }));
  await rows.change(page.map(({ id }) => id), (view) => {
    const { progress } = view;
    if (progress?.account !== vault.account) return [{}, undefined];
    // A record that has changed meanwhile was sealed with the new key already.
    const same = drafts.filter(([rec]) => view.rec.get(rec.id)?.mid === rec.mid);
    const next = same.map(([rec, draft]) => edited({ rec, out: view.out.get(rec.id) ?? null }, draft, progress.gen));
    return [{ rec: new Map(next.map(({ rec }) => [rec.id, rec])), out: new Map(next.map(({ out }) => [out.id, out])) }, undefined];
  });
  return page.length < PAGE ? null : page.at(-1)?.id ?? null;
}
