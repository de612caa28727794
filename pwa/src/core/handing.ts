/** A routine of one's own as text, for a file, a QR code or a message, and back. What comes from others is bounded and checked. Pure. */
import { fromBase64, toBase64 } from "./base64.ts";
import type { Library } from "./library.ts";
import { asStep, cleanTitle, mayCopy, MOST_STEPS, type Parts } from "./own.ts";
import type { OwnStep } from "./records.ts";

const VERSION = 1;
const MARK = "unknot-routine:";
const CODE = /unknot-routine:([\w-]+)/u;
/** A routine of 40 steps has about 3,000 characters. */
export const LONGEST_TEXT = 20_000;
const LONGEST_NAME = 60;

/** What was read: a routine, or why not. `newer`: made by a version that knows more than this one. */
export type Read = { is: "routine"; parts: Parts } | { is: "bad" } | { is: "newer" };

/** The file: JSON of a fixed shape. Optional fields of a step come as an object at the end. */
export function toFile({ title, steps }: Parts): string {
  const rows = steps.map(({ from, step, side, hold, reps }) => {
    const more = Object.fromEntries(Object.entries({ side, hold, reps }).filter(([, value]) => value !== undefined));
    return Object.keys(more).length > 0 ? [from, step, more] : [from, step];
  });
  return JSON.stringify({ unknot: "routine", version: VERSION, title, steps: rows });
}

/** The same for messages, which bend quotation marks: letters, digits, "-" and "_" only. */
export function toText(parts: Parts): string {
  const ascii = toFile(parts).replace(/[^ -~]/gu, (sign) => sign.split("").map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`).join(""));
  return MARK + toBase64(Uint8Array.from(ascii, (sign) => sign.charCodeAt(0)));
}

/** Reads a file or a message, whatever words stand around it. Never throws. */
export function readRoutine(text: string, library: Library): Read {
  if (text.length > LONGEST_TEXT) return { is: "bad" };
  try {
    const code = CODE.exec(text)?.[1];
    return readFields(JSON.parse(code === undefined ? text : String.fromCharCode(...fromBase64(code))), library);
  } catch {
    return { is: "bad" };
  }
}

function readFields(found: unknown, library: Library): Read {
  if (!isObject(found) || found["unknot"] !== "routine") return { is: "bad" };
  const { version, title, steps: rows } = found;
  if (typeof version === "number" && version > VERSION) return { is: "newer" };
  if (version !== VERSION || typeof title !== "string" || !Array.isArray(rows) || rows.length === 0 || rows.length > MOST_STEPS) return { is: "bad" };
  const steps = rows.map(readStep);
  if (!steps.every((step) => step !== null) || repeats(steps) || steps.some((step) => isWholeOnly(step, library))) return { is: "bad" };
  if (steps.some((step) => asStep(step, library) === undefined)) return { is: "newer" };
  return { is: "routine", parts: { title: cleanTitle(title), steps } };
}

function readStep(row: unknown): OwnStep | null {
  if (!Array.isArray(row) || row.length < 2 || row.length > 3) return null;
  const [from, step, more = {}] = row as unknown[];
  if (!isName(from) || !isName(step) || !isObject(more)) return null;
  const { side, hold, reps } = more;
  if (!(side === undefined || side === "left" || side === "right") || !isCount(hold) || !isCount(reps)) return null;
  return { from, step, ...(side === undefined ? {} : { side }), ...(hold === undefined ? {} : { hold }), ...(reps === undefined ? {} : { reps }) };
}

function repeats(steps: readonly OwnStep[]): boolean {
  return new Set(steps.map(({ from, step }) => `${from}/${step}`)).size < steps.length;
}

/** A step of a routine that is known here but not to be taken apart. */
function isWholeOnly({ from }: OwnStep, { routines }: Library): boolean {
  return routines.some((routine) => routine.slug === from && !mayCopy(routine));
}

function isName(value: unknown): value is string {
  return typeof value === "string" && value.length <= LONGEST_NAME && /^[a-z0-9-]+$/u.test(value);
}

function isCount(value: unknown): value is number | undefined {
  return value === undefined || (Number.isInteger(value) && (value as number) > 0 && (value as number) <= 600);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
