import type { Change, Held, Out, Progress, QueuedCall, Rec, Rows, View } from "../core/rows.ts";
import type { Id } from "../core/records.ts";
import { randomId } from "../vault/mid.ts";
import type { Connection, Database, StoredCall, StoreName, WriteTransaction } from "./database.ts";

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

interface Readable {
  objectStore(name: "rec" | "out" | "held"): {
    get(id: Id): Promise<unknown>;
    getAll(): Promise<unknown[]>;
    count(): Promise<number>;
  };
}

async function look(tx: unknown, ids: readonly Id[] | "all"): Promise<View> {
  const reader = tx as Readable & { objectStore(name: "progress"): { get(key: string): Promise<Progress | undefined> } };
  const [rec, out, held, progress, waiting] = await Promise.all([
    rowsOf<Rec>(reader, "rec", ids),
    rowsOf<Out>(reader, "out", ids),
    rowsOf<Held>(reader, "held", ids),
    reader.objectStore("progress").get(PROGRESS),
    reader.objectStore("out").count(),
  ]);
  return { progress, rec, out, held, waiting };
}

async function rowsOf<T extends { id: Id }>(tx: Readable, name: "rec" | "out" | "held", ids: readonly Id[] | "all"): Promise<Map<Id, T>> {
  const store = tx.objectStore(name);
  // Most often nothing waits and nothing is unreadable; one count then spares a thousand look-ups.
  if (ids !== "all" && ids.length > 20 && (await store.count()) === 0) return new Map();
  const rows = ids === "all" ? await store.getAll() : await Promise.all(ids.map((id) => store.get(id)));
  return new Map((rows as (T | undefined)[]).flatMap((row) => (row ? [[row.id, row]] : [])));
}

function put(tx: WriteTransaction, change: Change): void {
  for (const name of ["rec", "out", "held"] as const) {
    const store = tx.objectStore(name);
    for (const [id, row] of change[name] ?? []) ignore(row ? store.put(row) : store.delete(id));
  }
  if (change.progress) ignore(tx.objectStore("progress").put(change.progress, PROGRESS));
  for (const call of change.calls ?? []) ignore(tx.objectStore("calls").put(stored(call)));
}

function stored(call: QueuedCall): StoredCall {
  return { ...call, mark: randomId(), queued_at: Date.now() };
}

/** The transaction fails as a whole and tells why; single requests need not be listened to. */
function ignore(request: Promise<unknown>): void {
  request.catch(() => undefined);
}
