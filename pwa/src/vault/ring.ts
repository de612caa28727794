import { fromBase64, toBase64 } from "../core/base64.ts";
import { concat, randomBytes, text, utf8, type Bytes } from "./bytes.ts";
import { Unreadable } from "./seal.ts";

/** The keys of an account as IndexedDB keeps them: usable, never readable, by scripts of this origin only. */
export interface Ring {
  account: string;
  /** Of the keyring on the server, for compare-and-set. */
  version: number;
  /** The key that seals new versions. */
  current: number;
  keys: Map<number, CryptoKey>;
  /** Derives the ids of one-per-day records: the first one's, for ever, or ids would change. */
  idkey: CryptoKey;
}

/** One generation of keys inside the sealed keyring. */
export interface RingKey {
  kid: number;
  key: string;
  idkey: string;
  /** UTC ms. */
  created: number;
}

const SUITE = 1;

function associated(account: string, version: number): Bytes {
  return utf8(`keyring|${account}|${version}`);
}

/** A first key, or one more for a rotation: keys are only ever added, so nothing old becomes unreadable. */
export function withNewKey(keys: readonly RingKey[], now: number): RingKey[] {
  const kid = Math.max(0, ...keys.map((key) => key.kid)) + 1;
  const idkey = keys[0]?.idkey ?? toBase64(randomBytes(32));
  return [...keys, { kid, key: toBase64(randomBytes(32)), idkey, created: now }];
}

/** suite 1 | nonce 12 | AES-256-GCM(JSON {account, keys}). */
export async function sealKeyring(wrap: CryptoKey, account: string, version: number, keys: readonly RingKey[]): Promise<Bytes> {
  const iv = randomBytes(12);
  const additionalData = associated(account, version);
  const body = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData }, wrap, utf8(JSON.stringify({ account, keys })));
  return concat(new Uint8Array([SUITE]), iv, new Uint8Array(body));
}

/** @throws Unreadable if the code is not this keyring's, or the server changed it. */
export async function openKeyring(wrap: CryptoKey, account: string, version: number, blob: Bytes): Promise<RingKey[]> {
  if (blob[0] !== SUITE) throw new Unreadable("suite");
  try {
    const additionalData = associated(account, version);
    const body = await crypto.subtle.decrypt({ name: "AES-GCM", iv: blob.slice(1, 13), additionalData }, wrap, blob.slice(13));
    const content = JSON.parse(text(new Uint8Array(body))) as { account: string; keys: RingKey[] };
    if (content.account === account && content.keys.length > 0) return content.keys;
  } catch {
    // Told below, with the case of another account's keyring.
  }
  throw new Unreadable("broken");
}

/** Imports the keys so that no script can read them again. */
export async function importRing(account: string, version: number, keys: readonly RingKey[]): Promise<Ring> {
  const imported = await Promise.all(keys.map(async ({ kid, key }): Promise<[number, CryptoKey]> =>
    [kid, await crypto.subtle.importKey("raw", fromBase64(key), "AES-GCM", false, ["encrypt", "decrypt"])]));
  const first = fromBase64(keys[0]?.idkey ?? "");
  const idkey = await crypto.subtle.importKey("raw", first, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return { account, version, current: Math.max(...keys.map(({ kid }) => kid)), keys: new Map(imported), idkey };
}

/** The key with which this phone derives ids until it belongs to an account. */
export function newIdKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: "HMAC", hash: "SHA-256", length: 256 }, false, ["sign"]);
}

/** HMAC-SHA256(idkey, name), its first 16 bytes. */
export async function deriveId(idkey: CryptoKey, name: string): Promise<string> {
  const mac = await crypto.subtle.sign("HMAC", idkey, utf8(name));
  return toBase64(new Uint8Array(mac, 0, 16));
}
