import { fromBase64, toBase64, xor } from "../core/base64.ts";
import type { Progress, Rows, View } from "../core/rows.ts";
import { known, restarted } from "../core/versions.ts";
import type { Inventory } from "./api.ts";

/**
 * Count or digest differ from the server's: compares its list of versions with ours. If they are alike, only our count
 * had drifted; else everything is pulled anew, and what the server lacks is sent.
 */
export async function compareInventories(
  { rows, api, random }: { rows: Rows; api: { records(): Promise<Inventory> }; random(): string }, asked: Progress,
): Promise<void> {
  const inventory = await api.records();
  const gen = random();
  await rows.change("all", (view) => {
    const { progress } = view;
    const moved = progress?.epoch !== asked.epoch || progress.cursor !== asked.cursor || !progress.repair;
    if (moved) return [{}, undefined];
    // Somebody pushed meanwhile: the next reply compares again.
    if (inventory.h !== progress.cursor) return [{ progress: { ...progress, repair: false } }, undefined];
    const server = versionsOf(inventory);
    if (!alike(view, progress, server)) return [{ progress: restarted(progress, progress.epoch, gen) }, undefined];
    const digest = [...server.values()].reduce(xor, "");
    return [{ progress: { ...progress, count: server.size, digest, repair: false } }, undefined];
  });
}

function versionsOf({ x }: Inventory): Map<string, string> {
  const bytes = fromBase64(x);
  const rows = new Map<string, string>();
  for (let at = 0; at < bytes.length; at += 32) {
    rows.set(toBase64(bytes.subarray(at, at + 16)), toBase64(bytes.subarray(at + 16, at + 32)));
  }
  return rows;
}

function alike(view: View, { gen }: Progress, server: ReadonlyMap<string, string>): boolean {
  const ids = new Set([...view.rec.keys(), ...view.held.keys(), ...server.keys()]);
  return [...ids].every((id) => {
    const state = { rec: view.rec.get(id) ?? null, out: view.out.get(id) ?? null };
    return known(state, view.held.get(id), gen) === (server.get(id) ?? "");
  });
}
