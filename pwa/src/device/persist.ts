/** How safe this device's storage is, as far as the browser tells. */
export interface StorageState {
  /** True: the browser will not clear it by itself. Undefined: it does not say. */
  kept: boolean | undefined;
  /** Bytes in use and bytes allowed, both estimates. */
  used: number | undefined;
  allowed: number | undefined;
}

/** What a browser may offer; every part can be missing (WebKitGTK has none of it). */
export type StoragePlatform = Partial<Pick<StorageManager, "persist" | "persisted" | "estimate">> | undefined;

/** Asks the browser to keep the storage. Call it after something was saved or from a button: Firefox asks the person. */
export async function askToKeep(storage: StoragePlatform): Promise<boolean | undefined> {
  try { return await storage?.persist?.(); } catch { return undefined; }
}

/** Reads what the browser says about its storage, without asking the person. */
export async function readStorage(storage: StoragePlatform): Promise<StorageState> {
  const [kept, estimate] = await Promise.all([quietly(storage?.persisted?.()), quietly(storage?.estimate?.())]);
  return { kept, used: estimate?.usage, allowed: estimate?.quota };
}

async function quietly<T>(asked: Promise<T> | undefined): Promise<T | undefined> {
  try { return await asked; } catch { return undefined; }
}
