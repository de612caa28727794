import type { Entry, Id } from "./records.ts";

/** One record as this phone has it. */
export interface Rec {
  id: Id;
  /** Version id; "" for a version that was written while sync was off. */
  mid: string;
  /** Versions this one descends from, nearest first, the last few only. */
  anc: string[];
  /** The generation in which the server was known to hold this line of versions; "" before sync. */
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

/** What one transaction sees. */
export interface View {
  progress: Progress | undefined;
  rec: ReadonlyMap<Id, Rec>;
  out: ReadonlyMap<Id, Out>;
  held: ReadonlyMap<Id, Held>;
  /** How many changes wait in all, those outside this view included. */
  waiting: number;
}

/** What one transaction writes: a row, or null to remove it. */
export interface Change {
  progress?: Progress;
  rec?: Map<Id, Rec | null>;
  out?: Map<Id, Out | null>;
  held?: Map<Id, Held | null>;
}

/** The records with their outbox: a door to IndexedDB, and to memory in the simulation. */
export interface Rows {
  /** Progress, all unreadable rows and the first `limit` waiting changes, read in one transaction. */
  pending(limit: number): Promise<{ progress: Progress | undefined; out: Out[]; held: Held[]; waiting: number }>;
  /** The first `limit` records after `after` in order of id. */
  page(after: Id, limit: number): Promise<Rec[]>;
  /**
   * One strict read-write transaction over the rows of `ids` ("all" for every row). `decide` is called once the rows are read and must answer at
   * once; what it returns is on disk when the promise resolves.
   */
  change<T>(ids: readonly Id[] | "all", decide: (view: View) => [Change, T]): Promise<T>;
}
