import { SECRET_BYTES } from "../core/code.ts";
import { randomBytes, sha256, utf8, type Bytes } from "./bytes.ts";

/** What the recovery secret stands for. */
export interface Recovery {
  /** 16 bytes: where the server finds the account. */
  lookup: Bytes;
  /** 32 bytes shown to join; the server keeps their SHA-256. */
  auth: Bytes;
  /** Opens the keyring. */
  wrap: CryptoKey;
}

/** 130 random bits in 17 bytes; the last six bits are zero. */
export function newSecret(): Bytes {
  const secret = randomBytes(SECRET_BYTES);
  secret[SECRET_BYTES - 1] = (secret[SECRET_BYTES - 1] ?? 0) & 0b1100_0000;
  return secret;
}

/** HKDF-SHA256 (RFC 5869) without salt: the secret has full entropy, and nothing from the server may enter. */
export async function recovery(secret: Bytes): Promise<Recovery> {
  const root = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveBits", "deriveKey"]);
  const step = (info: string): HkdfParams => ({ name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info: utf8(info) });
  const [lookup, auth, wrap] = await Promise.all([
    crypto.subtle.deriveBits(step("unknot1|lookup"), root, 128),
    crypto.subtle.deriveBits(step("unknot1|auth"), root, 256),
    crypto.subtle.deriveKey(step("unknot1|wrap"), root, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]),
  ]);
  return { lookup: new Uint8Array(lookup), auth: new Uint8Array(auth), wrap };
}

/** What the server keeps of `auth`. */
export function authHash({ auth }: Recovery): Promise<Bytes> {
  return sha256(auth);
}

/** The secret as this phone keeps it, so that the code can be shown again and another phone be paired. */
export interface KeptSecret {
  key: CryptoKey;
  iv: Bytes;
  body: Bytes;
}

/** Wraps the secret with a key that no script can read out. It stops theft of the file, not use by this origin. */
export async function keepSecret(secret: Bytes): Promise<KeptSecret> {
  const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  const iv = randomBytes(12);
  return { key, iv, body: new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, secret)) };
}

export async function keptSecret({ key, iv, body }: KeptSecret): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, body));
}
