import { fromBase64, toBase64 } from "../core/base64.ts";
import type { Entry, Id } from "../core/records.ts";
import type { Progress } from "../core/rows.ts";
import type { AppStore } from "../store/store.ts";
import { randomId } from "../vault/mid.ts";
import { newPairing, pairing, unwrapSecret, wrapSecret } from "../vault/pairing.ts";
import { authHash, keepSecret, keptSecret, newSecret, recovery, type KeptSecret } from "../vault/recovery.ts";
import { importRing, openKeyring, sealKeyring, withNewKey, type RingKey } from "../vault/ring.ts";
import { ApiProblem, type Api, type Joined } from "./api.ts";
import { ensureDevice } from "./device.ts";

export interface AccountParts {
  store: Pick<AppStore, "keys" | "local">;
  api: Api;
  now(): number;
}

/** A change of account under way, kept so that it can be repeated word by word if its answer was lost. */
interface Attempt {
  account: Id;
  version: number;
  keyring: string;
  secret: KeptSecret;
}

const ATTEMPT = "sync:attempt";
/** The first version of a keyring, as the server counts. */
const FIRST = 1;

/** Makes an account of this phone's records. Repeated after a lost answer it finishes what was begun. @throws ApiProblem, Offline */
export async function createAccount({ store, api, now }: AccountParts, secret: Uint8Array<ArrayBuffer>, invite?: string): Promise<void> {
  const attempt = await begun(store, secret, async () => {
    const account = randomId();
    const { wrap } = await recovery(secret);
    return { account, version: FIRST, keyring: await sealKeyring(wrap, account, FIRST, withNewKey([], now())) };
  });
  const keys = await recovery(secret);
  const body = { account: attempt.account, keyring: attempt.keyring, lookup: toBase64(keys.lookup), auth: toBase64(await authHash(keys)) };
  const { epoch } = await attached({ store, api }, () => api.createAccount({ ...body, ...(invite ? { invite } : {}) }));
  await enter(store, secret, { ...attempt, epoch }, true);
  await store.local.delete(ATTEMPT);
}

/** Enters the account of a recovery secret. Nothing on the phone is cleared. @throws ApiProblem, Offline, Unreadable */
export async function joinAccount({ store, api }: AccountParts, secret: Uint8Array<ArrayBuffer>): Promise<void> {
  const { lookup, auth } = await recovery(secret);
  const joined = await attached({ store, api }, () => api.join({ lookup: toBase64(lookup), auth: toBase64(auth) }));
  await enter(store, secret, joined, false);
}

/** Runs an attaching call with this phone's device, or with a new one if the old one is not known or belongs elsewhere. */
async function attached<T>({ store: { local }, api }: Pick<AccountParts, "store" | "api">, call: () => Promise<T>): Promise<T> {
  await ensureDevice(api, local);
  try {
    return await call();
  } catch (error) {
    const useless = error instanceof ApiProblem && ["already-attached", "unauthorized", "account-deleted"].includes(error.slug);
    if (!useless) throw error;
  }
  await forgetDevice({ store: { local }, api });
  await ensureDevice(api, local);
  return call();
}

/** The server forgets the device if it can be reached; the phone forgets it in any case. */
export async function forgetDevice({ store: { local }, api }: { store: Pick<AppStore, "local">; api: Pick<Api, "removeMe"> }): Promise<void> {
  await api.removeMe().catch(() => undefined);
  await local.delete("token");
  await local.delete("device");
}

async function begun(
  { local }: Pick<AppStore, "local">, secret: Uint8Array<ArrayBuffer>, make: () => Promise<{ account: Id; version: number; keyring: Uint8Array }>,
): Promise<Attempt> {
  const before = await local.get<Attempt>(ATTEMPT);
  if (before && toBase64(await keptSecret(before.secret)) === toBase64(secret)) return before;
  const made = await make();
  const attempt = { ...made, keyring: toBase64(made.keyring), secret: await keepSecret(secret) };
  await local.set(ATTEMPT, attempt);
  return attempt;
}

/** The secret of a change whose answer never came, or a new one: the person must not write down two codes. */
export async function secretToShow({ local }: Pick<AppStore, "local">): Promise<Uint8Array<ArrayBuffer>> {
  const before = await local.get<Attempt>(ATTEMPT);
  return before ? keptSecret(before.secret) : newSecret();
}

async function enter({ keys }: Pick<AppStore, "keys">, secret: Uint8Array<ArrayBuffer>, joined: Joined, created: boolean): Promise<void> {
  const { account, epoch, version } = joined;
  const { wrap } = await recovery(secret);
  const ring = await importRing(account, version, await openKeyring(wrap, account, version, fromBase64(joined.keyring)));
  const progress: Progress = {
    account, epoch, cursor: 0, gen: randomId(), count: 0, digest: "", pulled: created, scan: "", repair: false,
  };
  await keys.enter(ring, await keepSecret(secret), progress);
}

/** The recovery secret of the account this phone belongs to; undefined without sync. */
export async function currentSecret({ keys }: Pick<AppStore, "keys">): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const kept = await keys.secret();
  return kept && keptSecret(kept);
}

/**
 * Puts a new recovery secret and a new key in place of the old ones: what a lost phone knows opens nothing new. The other
 * phones keep their place and ask once for the new code. @throws ApiProblem "keyring-changed" if another phone was faster
 */
export async function rotate({ store, api, now }: AccountParts, secret: Uint8Array<ArrayBuffer>): Promise<void> {
  const [ring, old] = await Promise.all([store.keys.ring(), currentSecret(store)]);
  if (!ring || !old) throw new Error("There is no account to renew.");
  const attempt = await begun(store, secret, async () => {
    const { version, keyring } = await api.keyring();
    const keys = await openKeyring((await recovery(old)).wrap, ring.account, version, fromBase64(keyring));
    const next = version + 1;
    const sealed = await sealKeyring((await recovery(secret)).wrap, ring.account, next, withNewKey(keys, now()));
    return { account: ring.account, version: next, keyring: sealed };
  });
  const keys = await recovery(secret);
  const [lookup, auth] = [toBase64(keys.lookup), toBase64(await authHash(keys))];
  try {
    await api.replaceKeyring({ version: attempt.version - 1, lookup, auth, keyring: attempt.keyring });
  } catch (error) {
    if (error instanceof ApiProblem && error.slug === "keyring-changed") await store.local.delete(ATTEMPT);
    throw error;
  }
  await replaceKeys(store, secret, attempt);
  await store.local.delete(ATTEMPT);
}

async function replaceKeys({ keys }: Pick<AppStore, "keys">, secret: Uint8Array<ArrayBuffer>, { account, version, keyring }: Omit<Attempt, "secret">): Promise<void> {
  const { wrap } = await recovery(secret);
  const opened: RingKey[] = await openKeyring(wrap, account, version, fromBase64(keyring));
  await keys.replace(await importRing(account, version, opened), await keepSecret(secret));
}

/** Takes the new code after another phone has renewed it. @throws Unreadable if it is not this account's code */
export async function enterNewCode({ store, api }: AccountParts, secret: Uint8Array<ArrayBuffer>): Promise<void> {
  const ring = await store.keys.ring();
  if (!ring) throw new Error("There is no account to renew.");
  const { version, keyring } = await api.keyring();
  await replaceKeys(store, secret, { account: ring.account, version, keyring });
}

/** Whether the account has a newer keyring than this phone. */
export async function isRenewed({ store, api }: Pick<AccountParts, "store" | "api">): Promise<boolean> {
  const [ring, { version }] = await Promise.all([store.keys.ring(), api.keyring()]);
  return ring !== undefined && version > ring.version;
}

/** Leaves the recovery secret in a mailbox for ten minutes, readable once; answers what the link has to hold. */
export async function offerPairing({ store, api }: Pick<AccountParts, "store" | "api">): Promise<string> {
  const secret = await currentSecret(store);
  if (!secret) throw new Error("There is no account to pair with.");
  const offered = await newPairing();
  await api.leaveInMailbox(offered.mailbox, toBase64(await wrapSecret(offered, secret)));
  return offered.secret;
}

/** Takes the recovery secret that another phone left. @throws ApiProblem "not-found" if it was taken or is too old */
export async function takePairing(api: Pick<Api, "takeFromMailbox">, link: string): Promise<Uint8Array<ArrayBuffer>> {
  const offered = await pairing(link);
  const { blob } = await api.takeFromMailbox(offered.mailbox);
  return unwrapSecret(offered, fromBase64(blob));
}

/** A name is sealed like a record, so that the server cannot read or move it. */
function named(device: Id, name: string): Entry {
  return { id: device, kind: "device", at: 0, name } as unknown as Entry;
}

/** Tells the other phones what this one is. */
export async function nameDevice({ store, api }: Pick<AccountParts, "store" | "api">, name: string): Promise<void> {
  const [vault, device] = await Promise.all([store.keys.vault(), store.local.get<Id>("device")]);
  if (!vault || device === undefined) return;
  const place = { id: device, mid: "name", dead: false };
  await api.changeMe({ name: toBase64(await vault.seal(place, { a: [], d: named(device, name) })) });
}

/** A device of the account. */
export interface DeviceOfMine {
  id: Id;
  /** Undefined if it has none or it cannot be read. */
  name: string | undefined;
  /** UTC ms. */
  created: number;
  lastSeen: number;
  me: boolean;
}

export async function devicesOf({ store, api }: Pick<AccountParts, "store" | "api">): Promise<DeviceOfMine[]> {
  const [vault, { devices }] = await Promise.all([store.keys.vault(), api.devices()]);
  return Promise.all(devices.map(async ({ device, name, created, last_seen, me }) => {
    const place = { id: device, mid: "name", dead: false };
    const opened = name === null ? undefined : await vault?.open(place, fromBase64(name)).catch(() => undefined);
    const read = (opened?.d as { name?: unknown } | null | undefined)?.name;
    return { id: device, name: typeof read === "string" ? read : undefined, created, lastSeen: last_seen, me };
  }));
}
