import { unwrap, type IDBPObjectStore, type IDBPTransaction } from "idb";
import type { Change, Held, Out, Progress, QueuedCall, Rec, Rows, View } from "../core/rows.ts";
import type { Id } from "../core/records.ts";
import { randomId } from "../vault/mid.ts";
import type { Connection, Database, Schema, StoredCall, StoreName, WriteTransaction } from "./database.ts";
import { answer } from "./request.ts";

/** Under this key the progress stands in its store. */
export const PROGRESS = "progress";
const SYNCED: StoreName[] = ["rec", "out", "held", "progress"];
const WRITTEN: StoreName[] = [...SYNCED, "calls"];

/** The records of IndexedDB. `changed` hears the ids of every committed change. */
export function createRows(connection: Connection, changed: (ids: Id[]) => void): Rows {
  return {
    pending: (limit) => connection.run(async (database) => {
      const tx = database.transaction(SYNCED);
      const held = await tx.objectStore("held").getAll();
      const [progress, out, waiting] = await Promise.all([
        tx.objectStore("progress").get(PROGRESS),
        // Changes of unreadable records are not sent: they must not stand in the way of the others. A limit of 0 would mean all.
        limit === 0 ? [] : tx.objectStore("out").getAll(null, limit + held.length),
        tx.objectStore("out").count(),
        tx.done,
      ]);
      return { progress, out, held, waiting };
    }),
    unsent: () => connection.run(async (database) => {
      const tx = database.transaction(["rec", "out", "progress"]);
      const [rec, out, progress] = await Promise.all([
        tx.objectStore("rec").count(), tx.objectStore("out").count(), tx.objectStore("progress").get(PROGRESS), tx.done,
      ]);
      return Math.max(out, rec - (progress?.count ?? rec));
    }),
    page: (after, limit) => connection.run((database) =>
      database.getAll("rec", IDBKeyRange.lowerBound(after, true), limit)),
    read: (ids) => connection.run(async (database) => {
      const tx = database.transaction(SYNCED);
      const [view] = await Promise.all([look(tx, ids), tx.done]);
      return view;
    }),
    change: (ids, decide) => connection.run(async (database) => {
      const [change, answer] = await write(database, ids, decide);
      if (change.rec?.size) changed([...change.rec.keys()]);
      return answer;
    }),
  };
}

async function write<T>(database: Database, ids: readonly Id[] | "all", decide: (view: View) => [Change, T]): Promise<[Change, T]> {
  const tx = database.transaction(WRITTEN, "readwrite", { durability: "strict" });
  // A failed put aborts the transaction, and `done` tells; without this the abort would be reported as unhandled, too.
  tx.done.catch(() => undefined);
  try {
    const [change, answer] = decide(await look(tx, ids));
    put(tx, change);
    // From here on it needs no event of this page, which may be left this very moment.
    tx.commit();
    await tx.done;
    return [change, answer];
  } catch (error) {
    throw await firstCause(tx, error);
  }
}

/** Why a transaction failed: its own reason ("no room") says more than that of the request it took down. */
async function firstCause(tx: WriteTransaction, error: unknown): Promise<unknown> {
  try {
    tx.abort();
  } catch {
    // It has ended already.
  }
  await tx.done.catch(() => undefined);
  return tx.error ?? error;
}

async function look(tx: Readable, ids: readonly Id[] | "all"): Promise<View> {
  const [rec, out, held, progress, waiting] = await Promise.all([
    rowsOf<Rec>(bare(tx, "rec"), ids),
    rowsOf<Out>(bare(tx, "out"), ids),
    rowsOf<Held>(bare(tx, "held"), ids),
    answer<Progress | undefined>(bare(tx, "progress").get(PROGRESS)),
    answer(bare(tx, "out").count()),
  ]);
  return { progress, rec, out, held, waiting };
}

async function rowsOf<T extends { id: Id }>(store: IDBObjectStore, ids: readonly Id[] | "all"): Promise<Map<Id, T>> {
  const rows = ids === "all" ? await answer(store.getAll() as IDBRequest<T[]>) : await rowsAt<T>(store, ids);
  return new Map(rows.map((row) => [row.id, row]));
}

/** From this many on, listing the keys around them first costs less than looking for what is most often not there. */
const MANY = 20;
/** Keys that are listed in the time of one look-up. */
const LISTED = 30;

async function rowsAt<T extends { id: Id }>(store: IDBObjectStore, ids: readonly Id[]): Promise<T[]> {
  if (ids.length < MANY) return getEach(store, ids);
  const sorted = [...ids].sort();
  const around = IDBKeyRange.bound(sorted[0], sorted.at(-1));
  const keys = await answer(store.getAllKeys(around, LISTED * ids.length) as IDBRequest<Id[]>);
  if (keys.length === LISTED * ids.length) return getEach(store, ids);
  const wanted = new Set(ids);
  const present = keys.filter((key) => wanted.has(key));
  if (present.length === 0 || present.length * 2 < keys.length) return getEach(store, present);
  const rows = await answer(store.getAll(around) as IDBRequest<T[]>);
  return rows.filter(({ id }) => wanted.has(id));
}

/** Requests are answered in their order, so the last one speaks for all: a promise for each costs more than the reading. */
async function getEach<T>(store: IDBObjectStore, ids: readonly Id[]): Promise<T[]> {
  const requests = ids.map((id) => store.get(id) as IDBRequest<T | undefined>);
  const last = requests.at(-1);
  if (last) await answer(last);
  return requests.flatMap(({ result }) => result ?? []);
}

/** No request here has a promise: if one fails, the transaction fails as a whole and tells why. */
function put(tx: WriteTransaction, change: Change): void {
  for (const name of ["rec", "out", "held"] as const) {
    const store = bare(tx, name);
    for (const [id, row] of change[name] ?? []) if (row) store.put(row); else store.delete(id);
  }
  if (change.progress) bare(tx, "progress").put(change.progress, PROGRESS);
  for (const call of change.calls ?? []) bare(tx, "calls").put(stored(call));
}

function stored(call: QueuedCall): StoredCall {
  return { ...call, mark: randomId(), queued_at: Date.now() };
}

type Readable = Pick<IDBPTransaction<Schema, StoreName[], IDBTransactionMode>, "objectStore">;

/** The platform's own store, without idb's promise and listeners around every request. */
function bare(tx: Readable, name: StoreName): IDBObjectStore {
  return unwrap(tx.objectStore(name) as IDBPObjectStore<Schema, StoreName[], StoreName>);
}
