const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
/** Character code → value, 64 for what is no symbol. A table and no map: a sync of a large diary turns millions of symbols. */
const VALUES = new Uint8Array(128).fill(64);
for (let value = 0; value < ALPHABET.length; value++) VALUES[ALPHABET.charCodeAt(value)] = value;

/** Base64url without padding (RFC 4648, 5). */
export function toBase64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const symbols = Math.min(4, bytes.length - at + 1);
    for (let symbol = 0; symbol < symbols; symbol++) text += ALPHABET[(group >> (18 - 6 * symbol)) & 63];
  }
  return text;
}

/** @throws RangeError for text that is not base64url. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let group = 0;
  let bits = 0;
  let at = 0;
  for (let index = 0; index < text.length; index++) {
    const value = VALUES[text.charCodeAt(index)] ?? 64;
    if (value === 64) throw new RangeError("This is not base64url.");
    group = ((group << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = (group >> bits) & 0xff;
    }
  }
  return bytes;
}

/** XOR of two 16-byte values given as text; "" counts as zeros. */
export function xor(a: string, b: string): string {
  const mixed = new Uint8Array(16);
  for (const part of [fromBase64(a), fromBase64(b)]) {
    for (let at = 0; at < 16; at++) mixed[at] = (mixed[at] ?? 0) ^ (part[at] ?? 0);
  }
  return toBase64(mixed);
}
