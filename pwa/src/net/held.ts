import type { Rows } from "../core/rows.ts";
import { received, type Theirs } from "../core/versions.ts";
import type { Vault } from "../vault/vault.ts";
import { Draft } from "./draft.ts";
import { opened } from "./wire.ts";

/** Tries the rows that could not be read once more: the app may have been updated, or the new code entered. */
export async function reopenHeld({ rows, vault, random }: { rows: Rows; vault: Vault; random(): string }): Promise<void> {
  const { progress, held } = await rows.pending(0);
  const current = held.filter(({ gen }) => gen === progress?.gen);
  const tried = await Promise.all(current.map((row) => opened(vault, row)));
  const readable = tried.filter((theirs): theirs is Theirs => theirs !== undefined);
  if (readable.length === 0) return;
  const fresh = readable.map(() => random());
  await rows.change(readable.map(({ id }) => id), (view) => {
    if (!view.progress) return [{}, undefined];
    const draft = new Draft(view, view.progress);
    readable.forEach((theirs, index) => {
      if (view.held.get(theirs.id)?.mid !== theirs.mid) return;
      draft.hold(theirs.id, null);
      draft.apply(theirs.id, (state, gen) => received(state, theirs, gen, fresh[index] ?? ""));
    });
    return [draft.change(), undefined];
  });
}
