import { fromBase64, toBase64 } from "../core/base64.ts";
import { concat, randomBytes, utf8, type Bytes } from "./bytes.ts";

/** A one-time secret shown as a QR code: where the old phone leaves the recovery secret, and what opens it. */
export interface Pairing {
  /** 128 random bits, base64url: the part after "#" of the link. */
  secret: string;
  /** The mailbox on the server, 16 bytes, base64url. */
  mailbox: string;
  key: CryptoKey;
}

export function newPairing(): Promise<Pairing> {
  return pairing(toBase64(randomBytes(16)));
}

/** @throws RangeError for a secret that is not one of ours. */
export async function pairing(secret: string): Promise<Pairing> {
  const bytes = fromBase64(secret);
  if (bytes.length !== 16) throw new RangeError("A pairing secret has 16 bytes.");
  const root = await crypto.subtle.importKey("raw", bytes, "HKDF", false, ["deriveBits", "deriveKey"]);
  const step = (info: string): HkdfParams => ({ name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info: utf8(info) });
  const [id, key] = await Promise.all([
    crypto.subtle.deriveBits(step("unknot1|pair|id"), root, 128),
    crypto.subtle.deriveKey(step("unknot1|pair|key"), root, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]),
  ]);
  return { secret, mailbox: toBase64(new Uint8Array(id)), key };
}

/** nonce 12 | AES-256-GCM(recovery secret), bound to its mailbox. */
export async function wrapSecret({ mailbox, key }: Pairing, secret: Bytes): Promise<Bytes> {
  const iv = randomBytes(12);
  const body = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: utf8(mailbox) }, key, secret);
  return concat(iv, new Uint8Array(body));
}

/** @throws OperationError for bytes that were changed. */
export async function unwrapSecret({ mailbox, key }: Pairing, blob: Bytes): Promise<Bytes> {
  const [iv, body] = [blob.slice(0, 12), blob.slice(12)];
  return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData: utf8(mailbox) }, key, body));
}
