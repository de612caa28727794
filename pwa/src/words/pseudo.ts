import type { Words } from "./en.ts";

const ACCENTED: Record<string, string> = { a: "á", e: "é", i: "í", o: "ó", u: "ú", n: "ñ", c: "ç", A: "Á", E: "É", I: "Í", O: "Ó", U: "Ú" };

/** One text as a made-up language: accented, 40 % longer, in brackets. What shows none of it on a screen is not in the catalogue. */
export function stretched(text: string): string {
  if (text === "") return "";
  const accented = text.replace(/[a-zA-Z]/g, (letter) => ACCENTED[letter] ?? letter);
  const longer = "~".repeat(Math.ceil(text.length * 0.4));
  return `[${accented} ${longer}]`;
}

/** The whole catalogue in the made-up language, for tests of layout. Functions stay functions; numbers stay numbers. */
export function pseudo(words: Words): Words {
  return turned(words) as Words;
}

function turned(part: unknown): unknown {
  if (typeof part === "string") return stretched(part);
  if (typeof part === "function") return (...given: unknown[]): unknown => turned((part as (...given: unknown[]) => unknown)(...given));
  if (Array.isArray(part)) return part.map(turned);
  if (part !== null && typeof part === "object") return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, turned(value)]));
  return part;
}
