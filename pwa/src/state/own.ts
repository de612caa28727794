import { signal, type ReadonlySignal } from "@preact/signals";
import type { Library, Routine } from "../core/library.ts";
import { asRoutine, COMPOSED, ownId, ownSlug, type Parts } from "../core/own.ts";
import type { Entry, Id, OwnRoutine } from "../core/records.ts";
import type { Clock } from "../device/clock.ts";
import type { Store } from "../store/store.ts";

/** Routines of one's own, and the one that was composed last and is not saved. Actions reject with StoreProblem. */
export interface OwnState {
  /** Oldest first. */
  all: ReadonlySignal<readonly OwnRoutine[]>;
  load(): Promise<void>;
  /** The record behind a slug; undefined where it is none of one's own. */
  record(slug: string): OwnRoutine | undefined;
  /** What can be played behind a slug: a saved one, or the composed one. */
  routine(slug: string, library: Library): Routine | undefined;
  /** Saves a new routine, or `before` with these parts; resolves to its slug. */
  save(parts: Parts, before?: OwnRoutine): Promise<string>;
  /** Deletes one and gives the way back. */
  remove(record: OwnRoutine): Promise<() => Promise<void>>;
  /** Makes this the composed routine. */
  compose(parts: Parts): Promise<void>;
}

export interface OwnParts {
  store: Pick<Store, "get" | "list" | "save" | "remove" | "changed" | "local">;
  clock: Clock;
  newId(): Id;
}

export function createOwn({ store, clock, newId }: OwnParts): OwnState {
  const all = signal<readonly OwnRoutine[]>([]);
  const composed = signal<Parts | undefined>(undefined);
  const read = async (): Promise<void> => { all.value = (await store.list("routine")).filter(isOwn); };
  store.changed((ids) => void changed(ids));
  const changed = async (ids: readonly Id[]): Promise<void> => {
    const known = all.value.some(({ id }) => ids.includes(id));
    // After a long sync one reading of the list is cheaper than many single ones.
    if (known || ids.length > 20 || (await Promise.all(ids.map((id) => store.get(id)))).some((entry) => entry?.kind === "routine")) await read();
  };
  const record = (slug: string): OwnRoutine | undefined => all.value.find(({ id }) => id === ownId(slug));
  return {
    all, record,
    async load() {
      const [, last] = await Promise.all([read(), store.local.get<Parts>(COMPOSED)]);
      composed.value ??= last;
    },
    routine(slug, library) {
      const parts = slug === COMPOSED ? composed.value : record(slug);
      return parts && asRoutine(slug, parts, library);
    },
    async save({ title, steps }, before) {
      const now = clock.now();
      const made: OwnRoutine = {
        ...(before ?? { id: newId(), kind: "routine", v: 1, at: now, offset: clock.offsetAt(now), on_day: clock.day(now) }),
        title, steps, edited_at: now,
      };
      await store.save([made]);
      await read();
      return ownSlug(made);
    },
    async remove(doomed) {
      const undo = await store.remove([doomed.id]);
      await read();
      return async () => { await undo(); await read(); };
    },
    async compose(parts) {
      composed.value = parts;
      await store.local.set(COMPOSED, parts);
    },
  };
}

/** What a newer version may have made of it is passed over. */
function isOwn(entry: Entry): entry is OwnRoutine {
  return entry.kind === "routine" && "title" in entry && typeof entry.title === "string" && "steps" in entry && Array.isArray(entry.steps);
}
