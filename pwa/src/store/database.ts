import { deleteDB, openDB, unwrap, type DBSchema, type IDBPDatabase, type IDBPTransaction } from "idb";
import type { Held, Out, Progress, QueuedCall, Rec } from "../core/rows.ts";
import { Leaving, type Page } from "./leaving.ts";
import { StoreProblem, storeProblem } from "./problem.ts";

export type DatabaseName = "unknot" | "unknot-demo";

/** A queued call as stored: `mark` tells it from a newer one with the same key. */
export interface StoredCall extends QueuedCall {
  mark: string;
  /** UTC ms; calls are sent in this order. */
  queued_at: number;
}

/** The whole database of the app, version 1. */
export interface Schema extends DBSchema {
  rec: { key: string; value: Rec; indexes: { "kind-at": [string, number]; headache: string } };
  out: { key: string; value: Out };
  held: { key: string; value: Held };
  progress: { key: string; value: Progress };
  keys: { key: string; value: unknown };
  calls: { key: string; value: StoredCall };
  local: { key: string; value: unknown };
}

export type Database = IDBPDatabase<Schema>;
export type StoreName = "rec" | "out" | "held" | "progress" | "keys" | "calls" | "local";
export type WriteTransaction = IDBPTransaction<Schema, StoreName[], "readwrite">;

const VERSION = 1;

function upgrade(database: Database, oldVersion: number): void {
  if (oldVersion < 1) {
    const rec = database.createObjectStore("rec", { keyPath: "id" });
    rec.createIndex("kind-at", ["data.kind", "data.at"]);
    rec.createIndex("headache", "data.headache");
    database.createObjectStore("out", { keyPath: "id" });
    database.createObjectStore("held", { keyPath: "id" });
    database.createObjectStore("calls", { keyPath: "key" });
    for (const plain of ["progress", "keys", "local"] as const) database.createObjectStore(plain);
  }
}

/** Keeps one connection, and opens a new one when the platform took it away (iOS does so in the background). */
export class Connection {
  private open: Promise<Database> | undefined;
  private ended = false;
  private readonly leaving: Leaving;

  /** `erased` hears that another window has deleted the whole database: this connection has ended then. */
  constructor(private readonly name: DatabaseName, private readonly erased: () => void = () => undefined, page: Page = globalThis) {
    this.leaving = new Leaving(page);
  }

  /**
   * Runs `work` on the database, a second time on a new connection if the first was lost.
   * @throws StoreProblem
   */
  async run<T>(work: (database: Database) => Promise<T>): Promise<T> {
    if (this.ended) throw new StoreProblem("lost");
    try {
      return await work(await this.database());
    } catch (error) {
      const problem = storeProblem(error);
      if (!(problem instanceof StoreProblem) || problem.reason !== "lost") throw problem;
    }
    await this.leaving.over();
    await this.close();
    try {
      return await work(await this.database());
    } catch (error) {
      throw storeProblem(error);
    }
  }

  /** Closes it for good: a late write must not bring a deleted database back. */
  end(): Promise<void> {
    this.ended = true;
    return this.close();
  }

  async close(): Promise<void> {
    const opened = this.open;
    this.open = undefined;
    await opened?.then((database) => database.close(), () => undefined);
  }

  private database(): Promise<Database> {
    this.open ??= this.connect().catch((error: unknown) => {
      this.open = undefined;
      throw error;
    });
    return this.open;
  }

  private connect(): Promise<Database> {
    return new Promise((resolve, reject) => {
      openDB<Schema>(this.name, VERSION, {
        upgrade,
        blocked: () => reject(new StoreProblem("blocked")),
        blocking: (_version, wanted) => void (wanted === null ? this.end().then(this.erased) : this.close()),
        terminated: () => { this.open = undefined; },
      }).then((database) => {
        this.leaving.watch(unwrap(database));
        resolve(database);
      }, reject);
    });
  }
}

/**
 * Deletes a whole database; other tabs give up their connections when asked. Close your own first.
 * @throws StoreProblem
 */
export async function eraseDatabase(name: DatabaseName): Promise<void> {
  try {
    await deleteDB(name);
  } catch (error) {
    throw storeProblem(error);
  }
}
