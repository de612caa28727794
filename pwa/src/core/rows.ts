import type { Entry, Id } from "./records.ts";

/** One record as this phone has it. */
export interface Rec {
  id: Id;
  /** Version id; "" for a version that was written while sync was off, by an app of before 2026-11-23. */
  mid: string;
  /** Versions this one descends from, nearest first, the last few only. */
  anc: string[];
  /** The generation in which the server was known to hold this line of versions; "" for a version written while sync was off. */
  gen: string;
  /** A tombstone: deleted, and remembered so that the other devices delete it too. */
  dead: boolean;
  data: Entry | null;
}

/** The version both sides had, for a three-way merge. */
export interface Base {
  mid: string;
  gen: string;
  dead: boolean;
  data: Entry | null;
}

/** A change that the server has not confirmed. */
export interface Out {
  id: Id;
  mid: string;
  /** Versions this one descends from: the server takes it only over one of these ("" = it has none). */
  b: string[];
  dead: boolean;
  /** Ready ciphertext, so that a retry sends the same bytes; null after a merge until the next round seals it. */
  blob: Uint8Array<ArrayBuffer> | null;
  base: Base | null;
  /** The server's version as last seen in generation `gen`; "" for none. */
  known: string;
  gen: string;
}

/** A row of the server that this version of the app cannot read: kept as it came, tried again later. */
export interface Held {
  id: Id;
  mid: string;
  dead: boolean;
  gen: string;
  blob: Uint8Array<ArrayBuffer>;
}

/** How far this phone is with its account. */
export interface Progress {
  account: Id;
  epoch: string;
  cursor: number;
  /** Changes when the server's line of versions can no longer be trusted to descend from ours. */
  gen: string;
  /** Rows and XOR of version ids that the server holds, as far as this phone knows. */
  count: number;
  digest: string;
  /** All rows up to the server's head have been seen in this generation. */
  pulled: boolean;
  /** Looking for records the server lacks: the last id looked at, "" at the start, null when done. */
  scan: Id | null;
  /** The digests disagree: compare inventories. */
  repair: boolean;
}

/** What one transaction sees of the records it asked for. */
export interface View {
  progress: Progress | undefined;
  rec: ReadonlyMap<Id, Rec>;
  out: ReadonlyMap<Id, Out>;
  held: ReadonlyMap<Id, Held>;
  /** How many changes wait in all, those outside this view included. */
  waiting: number;
}

/** An API call to be sent when there is signal; a newer one replaces an older one with the same key. */
export interface QueuedCall {
  key: string;
  method: "PUT" | "POST" | "DELETE";
  path: string;
  body?: unknown;
}

/** What one transaction writes: a row, or null to remove it. Undefined progress stays as it is. */
export interface Change {
  progress?: Progress;
  rec?: ReadonlyMap<Id, Rec | null>;
  out?: ReadonlyMap<Id, Out | null>;
  held?: ReadonlyMap<Id, Held | null>;
  calls?: readonly QueuedCall[];
}

/** The first waiting changes, with all that the request for them has to be built from. */
export interface Pending {
  progress: Progress | undefined;
  out: Out[];
  held: Held[];
  waiting: number;
}

/** The records with their outbox: a door to IndexedDB, and to memory in the simulation. */
export interface Rows {
  /** Progress, all unreadable rows and the first `limit` waiting changes, read in one transaction. */
  pending(limit: number): Promise<Pending>;
  /** How many changes and own records the server was not seen to hold, while a first push or one after a restore is not over. */
  unsent(): Promise<number>;
  /** The first `limit` records after `after` in order of id. */
  page(after: Id, limit: number): Promise<Rec[]>;
  /** The rows of `ids`, read in one transaction. */
  read(ids: readonly Id[]): Promise<View>;
  /**
   * One strict read-write transaction over the rows of `ids` ("all" for every record). `decide` is called once they are
   * read and must answer at once; what it wants written is on disk when the promise resolves.
   */
  change<T>(ids: readonly Id[] | "all", decide: (view: View) => [Change, T]): Promise<T>;
}
