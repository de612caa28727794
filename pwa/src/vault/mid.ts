import { toBase64 } from "../core/base64.ts";
import { randomBytes } from "./bytes.ts";

/** 128 random bits: a record id or a version id. */
export function randomId(): string {
  return toBase64(randomBytes(16));
}
