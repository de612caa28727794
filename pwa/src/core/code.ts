/** Crockford's base 32: no I, L, O, U, which are misread or rude. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const SECRET_SYMBOLS = 26;
export const CODE_SYMBOLS = 28;
/** 130 bits, left-aligned. */
export const SECRET_BYTES = 17;

/** CRC-10/ATM (x^10+x^9+x^5+x^4+x+1): finds every single wrong symbol and every swap of neighbours. */
function crc10(symbols: readonly number[]): number {
  let crc = 0;
  for (const symbol of symbols) {
    for (let bit = 4; bit >= 0; bit--) {
      const carry = ((crc >> 9) & 1) ^ ((symbol >> bit) & 1);
      crc = (crc << 1) & 0x3ff;
      if (carry) crc ^= 0x233;
    }
  }
  return crc;
}

function values(text: string): number[] {
  return [...text].map((symbol) => ALPHABET.indexOf(symbol));
}

/** Upper case, without spaces and dashes, I and L read as 1, O as 0. What is not a symbol stays, to be pointed at. */
export function normalised(typed: string): string {
  return typed.toUpperCase().replace(/[\s\-–—_.]+/gu, "").replace(/[IL]/gu, "1").replace(/O/gu, "0");
}

/** True while every character typed so far can stand in a code. */
export function possible(typed: string): boolean {
  const text = normalised(typed);
  return text.length <= CODE_SYMBOLS && !values(text).includes(-1);
}

/** The recovery code of a secret: seven groups of four. @throws RangeError unless 17 bytes. */
export function toCode(secret: Uint8Array): string {
  if (secret.length !== SECRET_BYTES) throw new RangeError("A recovery secret has 17 bytes.");
  const symbols: number[] = [];
  for (let bit = 0; bit < SECRET_SYMBOLS * 5; bit += 5) {
    const two = ((secret[bit >> 3] ?? 0) << 8) | (secret[(bit >> 3) + 1] ?? 0);
    symbols.push((two >> (11 - (bit & 7))) & 31);
  }
  const check = crc10(symbols);
  return grouped([...symbols, check >> 5, check & 31].map((symbol) => ALPHABET[symbol] ?? "").join(""));
}

/** Groups of four, as shown and as typed. */
export function grouped(text: string): string {
  return normalised(text).match(/.{1,4}/gu)?.join("-") ?? "";
}

/** The secret of a code, `short` if symbols are missing, `wrong` if it was mistyped. */
export function fromCode(typed: string): Uint8Array<ArrayBuffer> | "short" | "wrong" {
  const text = normalised(typed);
  if (!possible(text)) return "wrong";
  if (text.length < CODE_SYMBOLS) return "short";
  const symbols = values(text);
  const [high = 0, low = 0] = symbols.slice(SECRET_SYMBOLS);
  if (crc10(symbols.slice(0, SECRET_SYMBOLS)) !== ((high << 5) | low)) return "wrong";
  const secret = new Uint8Array(SECRET_BYTES);
  symbols.slice(0, SECRET_SYMBOLS).forEach((symbol, index) => {
    const [bit, shifted] = [index * 5, symbol << (11 - ((index * 5) & 7))];
    secret[bit >> 3] = (secret[bit >> 3] ?? 0) | (shifted >> 8);
    if ((bit >> 3) + 1 < SECRET_BYTES) secret[(bit >> 3) + 1] = (secret[(bit >> 3) + 1] ?? 0) | (shifted & 255);
  });
  return secret;
}
