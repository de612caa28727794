import type { Id } from "../../../pwa/src/core/records.ts";
import type { Change, Held, Out, Pending, Progress, Rec, Rows, View } from "../../../pwa/src/core/rows.ts";

function byId<T extends { id: Id }>(rows: ReadonlyMap<Id, T>): T[] {
  return [...rows.values()].sort((one, two) => (one.id < two.id ? -1 : 1));
}

/** What IndexedDB keeps for a phone: it outlives every tab. */
export class Disk {
  progress: Progress | undefined;
  rec: Map<Id, Rec> = new Map();
  out: Map<Id, Out> = new Map();
  held: Map<Id, Held> = new Map();
  /** How many rows were ever written or removed, and how many transactions wrote. */
  written = { rows: 0, transactions: 0 };

  /** Sync turned off: as store/keys.ts does it. */
  leave(): void {
    this.progress = undefined;
    this.out.clear();
    this.held.clear();
  }

  /** The disk as one tab sees it: it may be interrupted before and after each transaction, never inside. */
  rows(pause: () => Promise<void>): Rows {
    const reading = async <T>(read: () => T): Promise<T> => {
      await pause();
      return read();
    };
    return {
      pending: (limit) => reading(() => this.pending(limit)),
      unsent: () => reading(() => Math.max(this.out.size, this.rec.size - (this.progress?.count ?? this.rec.size))),
      page: (after, limit) => reading(() => byId(this.rec).filter(({ id }) => id > after).slice(0, limit)),
      read: (ids) => reading(() => this.view(ids)),
      change: async (ids, decide) => {
        await pause();
        const [change, answer] = decide(this.view(ids));
        this.written.transactions += 1;
        this.write(change);
        await pause();
        return answer;
      },
    };
  }

  private pending(limit: number): Pending {
    const held = byId(this.held);
    const out = limit === 0 ? [] : byId(this.out).slice(0, limit + held.length);
    return { progress: this.progress, out, held, waiting: this.out.size };
  }

  private view(ids: readonly Id[] | "all"): View {
    const look = <T extends { id: Id }>(rows: ReadonlyMap<Id, T>): Map<Id, T> => {
      if (ids === "all") return new Map(rows);
      return new Map(ids.flatMap((id): [Id, T][] => {
        const row = rows.get(id);
        return row ? [[id, row]] : [];
      }));
    };
    return { progress: this.progress, rec: look(this.rec), out: look(this.out), held: look(this.held), waiting: this.out.size };
  }

  private write(change: Change): void {
    const put = <T>(rows: Map<Id, T>, changes: ReadonlyMap<Id, T | null> = new Map()): void => {
      this.written.rows += changes.size;
      for (const [id, row] of changes) {
        if (row) rows.set(id, row);
        else rows.delete(id);
      }
    };
    put(this.rec, change.rec);
    put(this.out, change.out);
    put(this.held, change.held);
    if (change.progress) this.progress = change.progress;
  }
}
