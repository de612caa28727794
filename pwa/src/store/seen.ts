import type { Entry } from "../core/records.ts";

/** Survives `{ ...entry, note }`, and is dropped by IndexedDB and JSON. */
const SEEN = Symbol("the stored version this entry was read as");

type Remembering = Entry & { [SEEN]?: Entry };

/** An entry for a screen that remembers what it was, so that a save can tell what the person changed. */
export function shown(stored: Entry): Entry {
  const remembering: Remembering = Object.assign({ ...stored }, { [SEEN]: copy(stored) });
  return remembering;
}

export function seen(entry: Entry): Entry | undefined {
  return (entry as Remembering)[SEEN];
}

/** After a save the entry in hand is what its screen knows: the next save is measured against that. */
export function remember(entry: Entry): void {
  if (Object.isExtensible(entry)) (entry as Remembering)[SEEN] = copy(plain(entry));
}

/** Without the memory. */
export function plain(entry: Entry): Entry {
  const { [SEEN]: _forgotten, ...fields } = entry as Remembering;
  return fields;
}

/**
 * Nested values are copied, or a screen that changes one in place would change the memory as well. Entries are JSON, so
 * this is enough; structuredClone costs several times as much, for each entry that is read.
 */
function copy<T extends object>(stored: T): T {
  if (Array.isArray(stored)) return stored.map((value: unknown) => (isNested(value) ? copy(value) : value)) as unknown as T;
  const copied = { ...stored } as Record<string, unknown>;
  for (const [name, value] of Object.entries(copied)) if (isNested(value)) copied[name] = copy(value);
  return copied as T;
}

function isNested(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
