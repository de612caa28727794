const NAME = "bench-floor";

/** A database of one store without an index: the least that keeping records can cost. */
export async function openFloor(): Promise<IDBDatabase> {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => request.result.createObjectStore("rec", { keyPath: "id" });
  return done(request);
}

/** Puts all rows in one strict transaction; ms. */
export async function putAll(rows: readonly { id: string }[]): Promise<number> {
  const database = await openFloor();
  const start = performance.now();
  await write(database, rows);
  const took = performance.now() - start;
  database.close();
  await done(indexedDB.deleteDatabase(NAME));
  return took;
}

/** Resolves when the rows are on disk. */
export function write(database: IDBDatabase, rows: readonly { id: string }[]): Promise<void> {
  const transaction = database.transaction("rec", "readwrite", { durability: "strict" });
  for (const row of rows) transaction.objectStore("rec").put(row);
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error("aborted"));
  });
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("failed"));
  });
}
