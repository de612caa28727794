import { fromBase64, toBase64 } from "../core/base64.ts";
import type { Held, Out, Progress } from "../core/rows.ts";
import type { Theirs } from "../core/versions.ts";
import type { Vault } from "../vault/vault.ts";
import type { SyncRequest, WireRow } from "./api.ts";

/** Rows asked for in one request. */
const PULL = 1000;

export function requestFor(progress: Progress, pushed: readonly Out[]): SyncRequest {
  return {
    e: progress.epoch,
    c: progress.cursor,
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
