import type { Progress } from "../core/rows.ts";
import { randomId } from "../vault/mid.ts";
import { deriveId, newIdKey, type Ring } from "../vault/ring.ts";
import type { KeptSecret } from "../vault/recovery.ts";
import { createVault, type Vault } from "../vault/vault.ts";
import type { Connection } from "./database.ts";
import { PROGRESS } from "./rows.ts";

/** The keys of this phone, and of the account it belongs to. */
export interface Keys {
  ring(): Promise<Ring | undefined>;
  secret(): Promise<KeptSecret | undefined>;
  /** Undefined while sync is off. `again`: another tab may have turned sync on or off. */
  vault(again?: boolean): Promise<Vault | undefined>;
  /** The id of a one-per-day record: HMAC(idkey, name), 16 bytes. */
  derive(name: string): Promise<string>;
  /** Turns sync on: the keys and the progress of an account in one transaction. Records stay as they are. */
  enter(ring: Ring, secret: KeptSecret, progress: Progress): Promise<void>;
  /** New keys of the same account. */
  replace(ring: Ring, secret: KeptSecret): Promise<void>;
  /** Turns sync off on this phone: keys, outbox and progress go, every record stays. */
  leave(): Promise<void>;
}

const [INSTALL, RING, SECRET] = ["install", "ring", "secret"];

export function createKeys(connection: Connection): Keys {
  let vault: Promise<Vault | undefined> | undefined;
  let install: Promise<CryptoKey> | undefined;
  const ring = (): Promise<Ring | undefined> => connection.run((database) => database.get("keys", RING)) as Promise<Ring | undefined>;
  const current = (again = false): Promise<Vault | undefined> => {
    if (!vault || again) {
      vault = ring().then((found) => found && createVault(found));
      vault.catch(() => { vault = undefined; });
    }
    return vault;
  };
  /** It never changes while the database is there. */
  const own = (): Promise<CryptoKey> => {
    install ??= installKey(connection);
    install.catch(() => { install = undefined; });
    return install;
  };
  const write = (values: Record<string, unknown>, progress?: Progress): Promise<void> => connection.run(async (database) => {
    const tx = database.transaction(["keys", "progress"], "readwrite", { durability: "strict" });
    const writes = Object.entries(values).map(([name, value]) => tx.objectStore("keys").put(value, name));
    if (progress) writes.push(tx.objectStore("progress").put(progress, PROGRESS));
    await Promise.all([...writes, tx.done]);
    vault = undefined;
  });
  return {
    ring,
    secret: () => connection.run((database) => database.get("keys", SECRET)) as Promise<KeptSecret | undefined>,
    vault: current,
    derive: async (name) => {
      if (!isSecureContext) return rememberedId(connection, name);
      const account = await current();
      return account ? account.derive(name) : deriveId(await own(), name);
    },
    enter: (entered, secret, progress) => write({ [RING]: entered, [SECRET]: secret }, progress),
    replace: (entered, secret) => write({ [RING]: entered, [SECRET]: secret }),
    leave: () => connection.run(async (database) => {
      const tx = database.transaction(["keys", "progress", "out", "held"], "readwrite", { durability: "strict" });
      await Promise.all([
        tx.objectStore("keys").delete(RING), tx.objectStore("keys").delete(SECRET),
        tx.objectStore("progress").clear(), tx.objectStore("out").clear(), tx.objectStore("held").clear(), tx.done,
      ]);
      vault = undefined;
    }),
  };
}

/** Made at first start; of two tabs that start together, the first to store its key wins. */
async function installKey(connection: Connection): Promise<CryptoKey> {
  const kept = await connection.run((database) => database.get("keys", INSTALL));
  if (kept) return kept as CryptoKey;
  const made = await newIdKey();
  return connection.run(async (database) => {
    const tx = database.transaction("keys", "readwrite", { durability: "strict" });
    const first = await tx.store.get(INSTALL);
    if (!first) await tx.store.put(made, INSTALL);
    await tx.done;
    return (first ?? made) as CryptoKey;
  });
}

/** Over plain http there is no crypto, and so no sync either: any id that stays the same will do. */
function rememberedId(connection: Connection, name: string): Promise<string> {
  return connection.run(async (database) => {
    const tx = database.transaction("keys", "readwrite", { durability: "strict" });
    const kept = await tx.store.get(`id|${name}`) as string | undefined;
    const id = kept ?? randomId();
    if (kept === undefined) await tx.store.put(id, `id|${name}`);
    await tx.done;
    return id;
  });
}
