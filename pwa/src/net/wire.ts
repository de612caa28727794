import { fromBase64, toBase64 } from "../core/base64.ts";
import type { Held, Out, Progress } from "../core/rows.ts";
import type { Theirs } from "../core/versions.ts";
import type { Vault } from "../vault/vault.ts";
import type { SyncRequest, WireRow } from "./api.ts";

/** Rows asked for in one request. */
const PULL = 1000;
/** Bytes of seals in one request; the server takes 8 MB in all. */
export const LARGEST_PUSH = 4_000_000;
/** Bytes of one row; the server takes no larger one. */
const LARGEST_BLOB = 65_536;

export function isTooLong(blob: Uint8Array | null): boolean {
  return (blob?.length ?? 0) > LARGEST_BLOB;
}

/** Bytes of a row's seal in a request. */
export function sizeOf(blob: Uint8Array): number {
  return Math.ceil((blob.length * 4) / 3);
}

export function requestFor({ epoch, cursor }: Pick<Progress, "epoch" | "cursor">, pushed: readonly Out[]): SyncRequest {
  return {
    e: epoch,
    c: cursor,
    n: PULL,
    p: pushed.map(({ id, b, mid, dead, blob }) => ({ i: id, b, m: mid, d: dead ? 1 : 0, x: toBase64(blob ?? new Uint8Array()) })),
  };
}

/** A row of the server, opened; or as it came, where this version of the app or its keys cannot read it. */
export type Opened = { id: string; theirs: Theirs } | { id: string; theirs?: never; held: Omit<Held, "gen"> };

export async function openRow(vault: Vault, { i, m, d, x }: WireRow): Promise<Opened> {
  const held = { id: i, mid: m, dead: d === 1, blob: fromBase64(x) };
  const theirs = await opened(vault, held);
  return theirs ? { id: i, theirs } : { id: i, held };
}

/** Undefined for a row that cannot be read. */
export async function opened(vault: Vault, { id, mid, dead, blob }: Omit<Held, "gen">): Promise<Theirs | undefined> {
  try {
    const { a, d } = await vault.open({ id, mid, dead }, blob);
    return { id, mid, dead, anc: a, data: d };
  } catch (error) {
    if (error instanceof Error && error.name === "Unreadable") return undefined;
    throw error;
  }
}
