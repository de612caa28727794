import type { StorageState } from "../device/persist.ts";

/** The care of what is stored on this phone. */
export interface StorageCare {
  look(): Promise<StorageState>;
  /** Asks the browser to keep the storage; undefined where it cannot be asked. */
  ask(): Promise<boolean | undefined>;
  /** Deletes the whole diary on this phone, with what the server knows of this phone, and opens the app as new. @throws StoreProblem */
  deleteAll(): Promise<void>;
}

export interface StorageParts {
  look(): Promise<StorageState>;
  ask(): Promise<boolean | undefined>;
  /** Tells the server to forget this phone. May fail: no signal. */
  forget(): Promise<void>;
  /** Tells the browser to take no more pushes. May fail. */
  silence(): Promise<void>;
  /** Closes and deletes the database. @throws StoreProblem */
  erase(): Promise<void>;
  reopen(): void;
}

/** How long the server may take to forget this phone before its diary is deleted all the same. */
const PATIENCE_MS = 8_000;

export function createStorageCare({ look, ask, forget, silence, erase, reopen }: StorageParts): StorageCare {
  return {
    look, ask,
    async deleteAll() {
      await Promise.race([Promise.allSettled([forget(), silence()]), new Promise((done) => setTimeout(done, PATIENCE_MS))]);
      await erase();
      reopen();
    },
  };
}
