import type { Entry } from "../core/records.ts";
import { concat, randomBytes, text, utf8, type Bytes } from "./bytes.ts";
import type { Ring } from "./ring.ts";

/** The only suite: AES-256-GCM, 96 random bits of nonce, JSON padded to 256 bytes. */
const SUITE = 1;
const HEADER = 3;
const NONCE = 12;
const PAD = 256;

/** Where a row stands. The seal covers it, so the server can neither move, nor renumber, nor delete a record. */
export interface Place {
  id: string;
  mid: string;
  dead: boolean;
}

/** What is inside: the ancestors of the version and the record (null for a tombstone). */
export interface Sealed {
  a: string[];
  d: Entry | null;
}

/** `suite`, `key`: made by a newer app or with a key not yet here; `broken`: changed or cut on the way. */
export class Unreadable extends Error {
  constructor(readonly reason: "suite" | "key" | "broken") {
    super(`This row cannot be read: ${reason}.`);
    this.name = "Unreadable";
  }
}

function associated(account: string, { id, mid, dead }: Place, kid: number): Bytes {
  return utf8(`unknot1|${account}|${id}|${mid}|${dead ? 1 : 0}|${SUITE}|${kid}`);
}

/** length 4 | JSON | zeros to a multiple of 256, so that sizes tell little. */
export function pad(content: Uint8Array): Bytes {
  const padded = new Uint8Array(Math.ceil((content.length + 4) / PAD) * PAD);
  new DataView(padded.buffer).setUint32(0, content.length);
  padded.set(content, 4);
  return padded;
}

/** @throws Unreadable for a length that does not fit. */
export function unpad(padded: Bytes): Uint8Array {
  const length = padded.length >= 4 ? new DataView(padded.buffer, padded.byteOffset).getUint32(0) : Infinity;
  if (length > padded.length - 4) throw new Unreadable("broken");
  return padded.subarray(4, 4 + length);
}

/** suite 1 | kid 2 | nonce 12 | AES-256-GCM(padded JSON). `nonce` is an argument for the test vectors only. */
export async function seal(ring: Ring, place: Place, content: Sealed, nonce: Bytes = randomBytes(NONCE)): Promise<Bytes> {
  const kid = ring.current;
  const key = ring.keys.get(kid);
  if (!key) throw new Unreadable("key");
  const additionalData = associated(ring.account, place, kid);
  const body = await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce, additionalData }, key, pad(utf8(JSON.stringify(content))));
  return concat(new Uint8Array([SUITE, kid >> 8, kid & 255]), nonce, new Uint8Array(body));
}

/** @throws Unreadable */
export async function unseal(ring: Ring, place: Place, blob: Bytes): Promise<Sealed> {
  if (blob[0] !== SUITE) throw new Unreadable("suite");
  const kid = ((blob[1] ?? 0) << 8) | (blob[2] ?? 0);
  const key = ring.keys.get(kid);
  if (!key) throw new Unreadable("key");
  const iv = blob.slice(HEADER, HEADER + NONCE);
  const additionalData = associated(ring.account, place, kid);
  try {
    const body = await crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData }, key, blob.slice(HEADER + NONCE));
    return checked(JSON.parse(text(unpad(new Uint8Array(body)))), place);
  } catch {
    throw new Unreadable("broken");
  }
}

/** A record must be what its place says; anything else would break the screens that trust it. */
function checked(content: unknown, { id, dead }: Place): Sealed {
  const { a, d } = content as Partial<Sealed>;
  const whole = dead ? d === null : d?.id === id && typeof d.kind === "string" && typeof d.at === "number";
  if (!Array.isArray(a) || !whole) throw new Unreadable("broken");
  return { a: a.filter((mid) => typeof mid === "string"), d: d ?? null };
}
