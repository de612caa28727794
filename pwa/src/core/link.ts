import { fromCode } from "./code.ts";

const PAIR = /\/pair#([A-Za-z0-9_-]{22})$/u;

/** What a person brought to a new phone by typing, pasting or scanning. */
export type Brought =
  | { is: "code"; secret: Uint8Array<ArrayBuffer> }
  | { is: "link"; pairing: string }
  | { is: "short" }
  | { is: "wrong" };

/** Reads a recovery code or a pairing link, whichever it is. */
export function readBrought(text: string): Brought {
  const pairing = PAIR.exec(text.trim())?.[1];
  if (pairing !== undefined) return { is: "link", pairing };
  const secret = fromCode(text);
  return typeof secret === "string" ? { is: secret } : { is: "code", secret };
}

/** The link that a pairing QR code holds. The secret stands after "#", which is never sent to a server. */
export function pairLink(origin: string, pairing: string): string {
  return `${origin}/pair#${pairing}`;
}
