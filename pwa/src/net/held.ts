import type { Held, Pending, Progress, Rows } from "../core/rows.ts";
import { received, recovered, type Theirs } from "../core/versions.ts";
import type { Vault } from "../vault/vault.ts";
import { Draft } from "./draft.ts";
import { opened } from "./wire.ts";

interface HeldParts { rows: Rows; vault: Vault; random(): string }

/** Tries the rows that could not be read once more: the app may have been updated, or the new code entered. True if some could. */
export async function reopenHeld({ rows, vault, random }: HeldParts, { progress, held }: Pending): Promise<boolean> {
  if (!progress) return false;
  const due = held.filter((row) => isDue(row, progress));
  const tried = await Promise.all(due.map((row) => opened(vault, row)));
  const readable = tried.filter((theirs): theirs is Theirs => theirs !== undefined);
  if (readable.length === 0) return false;
  const fresh = readable.map(() => random());
  return rows.change(readable.map(({ id }) => id), (view) => {
    if (view.progress?.gen !== progress.gen) return [{}, true];
    const draft = new Draft(view, view.progress);
    readable.forEach((theirs, index) => {
      const kept = view.held.get(theirs.id);
      if (kept?.mid !== theirs.mid) return;
      const step = kept.gen === progress.gen ? received : recovered;
      draft.hold(theirs.id, null);
      draft.apply(theirs.id, (state, gen) => step(state, theirs, gen, fresh[index] ?? ""));
    });
    return [draft.change(), true];
  });
}

/** Rows from before a restore wait until it is known what the server still has. */
function isDue({ gen }: Held, progress: Progress): boolean {
  return gen === progress.gen || (progress.pulled && progress.scan === null);
}
