import type { Connection, StoredCall } from "./database.ts";

/** API calls that wait for signal. */
export interface Calls {
  /** Oldest first. */
  list(): Promise<StoredCall[]>;
  /** Forgets a call that was answered, unless a newer one took its place meanwhile. */
  drop(call: StoredCall): Promise<void>;
}

export function createCalls(connection: Connection): Calls {
  return {
    list: async () => {
      const calls = await connection.run((database) => database.getAll("calls"));
      return calls.sort((a, b) => a.queued_at - b.queued_at);
    },
    drop: (call) => connection.run(async (database) => {
      const tx = database.transaction("calls", "readwrite", { durability: "strict" });
      const stored = await tx.store.get(call.key);
      if (stored?.mark === call.mark) await tx.store.delete(call.key);
      await tx.done;
    }),
  };
}
