import { unwrap, type IDBPObjectStore } from "idb";
import type { Entry, Id, Kind } from "../core/records.ts";
import type { QueuedCall, Rec, Rows } from "../core/rows.ts";
import { randomId } from "../vault/mid.ts";
import { createCalls, type Calls } from "./calls.ts";
import { createChanges, type Subscribe } from "./changes.ts";
import { Connection, type Database, type DatabaseName, type Schema } from "./database.ts";
import { createKeys, type Keys } from "./keys.ts";
import { answer } from "./request.ts";
import { createRows } from "./rows.ts";
import { shown } from "./seen.ts";
import { createWriter } from "./writer.ts";

export type { QueuedCall } from "../core/rows.ts";
export type { Subscribe } from "./changes.ts";

/** Both ends are included; UTC ms of `at`. */
export interface Range {
  from?: number;
  to?: number;
  limit?: number;
  newestFirst?: boolean;
}

/** Brings removed records back. */
export type Undo = () => Promise<void>;

/** The phone's records. Every method rejects with StoreProblem when the phone cannot do it. */
export interface Store {
  /**
   * One strict transaction; resolves only when it is on disk. An entry that was read here and changed since by sync
   * is merged: only fields that differ from what was read are the person's. `calls` are queued in the same transaction.
   */
  save(entries: Entry[], calls?: QueuedCall[]): Promise<void>;
  /** Leaves tombstones when sync is on. Of an entry that was read here, only what was seen is deleted: an edit that sync brought since brings it back. */
  remove(doomed: (Id | Entry)[]): Promise<Undo>;
  get(id: Id): Promise<Entry | undefined>;
  list(kind: Kind, range?: Range): Promise<Entry[]>;
  /** Entries of several kinds from a time on (UTC ms of `at`), in one reading. */
  since(kinds: readonly Kind[], from: number): Promise<Entry[]>;
  byHeadache(id: Id): Promise<Entry[]>;
  /** HMAC(idkey, name), 16 bytes: "day|2026-11-22", "settings", "screening". */
  derivedId(name: string): Promise<Id>;
  /** Ids of changed records, also from other tabs and the worker. */
  changed: Subscribe<Id[]>;
  /** Never synced: running session, device token. */
  local: {
    get<T>(key: string): Promise<T | undefined>;
    set(key: string, value: unknown): Promise<void>;
    delete(key: string): Promise<void>;
  };
}

/** The store with what only sync and the worker need. */
export interface AppStore extends Store {
  rows: Rows;
  keys: Keys;
  calls: Calls;
  close(): Promise<void>;
}

type LocalStore = IDBPObjectStore<Schema, ["local"], "local", "readwrite">;

/**
 * Opens the records; `erased` hears that another window has deleted them all.
 * @throws StoreProblem
 */
export async function openStore(name: DatabaseName, erased?: () => void): Promise<AppStore> {
  const connection = new Connection(name, erased);
  const changes = createChanges(name);
  const rows = createRows(connection, changes.tell);
  const keys = createKeys(connection);
  const writer = createWriter({ rows, vault: keys.vault, derive: keys.derive, random: randomId });
  return {
    rows,
    keys,
    calls: createCalls(connection),
    close: () => connection.end(),
    save: writer.save,
    remove: writer.remove,
    get: async (id) => {
      const rec = await connection.run((database) => database.get("rec", id));
      return rec?.data ? shown(rec.data) : undefined;
    },
    list: (kind, range) => list(connection, kind, range),
    since: (kinds, from) => since(connection, kinds, from),
    byHeadache: async (id) => {
      const found = await connection.run((database) => database.getAllFromIndex("rec", "headache", id));
      return found.flatMap(({ data }) => (data ? [shown(data)] : []));
    },
    derivedId: keys.derive,
    changed: changes.heard,
    local: createLocal(connection),
  };
}

/** On the way of every start: one bare transaction, for idb's wrappers around four cost as much as the reading. */
async function since(connection: Connection, kinds: readonly Kind[], from: number): Promise<Entry[]> {
  return connection.run(async (database) => {
    const index = unwrap(database).transaction("rec").objectStore("rec").index("kind-at");
    const requests = kinds.map((kind) => index.getAll(IDBKeyRange.bound([kind, from], [kind, Infinity])) as IDBRequest<Rec[]>);
    // They are answered in their order.
    const last = requests.at(-1);
    if (last) await answer(last);
    return requests.flatMap(({ result }) => result.flatMap(({ data }) => (data ? [shown(data)] : [])));
  });
}

async function list(connection: Connection, kind: Kind, range: Range = {}): Promise<Entry[]> {
  const { from = -Infinity, to = Infinity, limit, newestFirst = false } = range;
  const keys = IDBKeyRange.bound([kind, from], [kind, to]);
  return connection.run(async (database) => {
    if (!newestFirst || limit === undefined) {
      const found = await database.getAllFromIndex("rec", "kind-at", keys, newestFirst ? undefined : limit);
      const entries = found.flatMap(({ data }) => (data ? [shown(data)] : []));
      return newestFirst ? entries.reverse() : entries;
    }
    const newest: Entry[] = [];
    let cursor = await database.transaction("rec").store.index("kind-at").openCursor(keys, "prev");
    while (cursor && newest.length < limit) {
      if (cursor.value.data) newest.push(shown(cursor.value.data));
      cursor = await cursor.continue();
    }
    return newest;
  });
}

function createLocal(connection: Connection): Store["local"] {
  return {
    get: <T>(key: string) => connection.run((database) => database.get("local", key)) as Promise<T | undefined>,
    set: (key, value) => connection.run((database) => writeLocal(database, (store) => store.put(value, key))),
    delete: (key) => connection.run((database) => writeLocal(database, (store) => store.delete(key))),
  };
}

/** Written as the page is left, this must not wait for an event before it commits. */
async function writeLocal(database: Database, change: (store: LocalStore) => Promise<unknown>): Promise<void> {
  const tx = database.transaction("local", "readwrite", { durability: "strict" });
  const changed = change(tx.store);
  tx.commit();
  await Promise.all([changed, tx.done]);
}
