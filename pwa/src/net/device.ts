import type { AppStore } from "../store/store.ts";
import { ApiProblem, type Api } from "./api.ts";

/** Who this phone is to the server, and whether it belongs to an account. */
export interface Standing {
  local: AppStore["local"];
  keys: Pick<AppStore["keys"], "ring">;
}

/** Runs `work` while no other tab and no worker runs one of the same name; without locks, simply runs it. */
export function alone<T>(name: string, work: () => Promise<T>): Promise<T> {
  const { locks } = (globalThis as { navigator?: { locks?: LockManager } }).navigator ?? {};
  return locks ? locks.request(name, work) as Promise<T> : work();
}

/** Makes this phone known to the server, anonymously, unless it is. @throws ApiProblem, Offline, StoreProblem */
export function ensureDevice(api: Pick<Api, "createDevice">, local: Standing["local"]): Promise<void> {
  return alone("unknot:device", async () => {
    if (await local.get<string>("token")) return;
    const { device, token } = await api.createDevice();
    await local.set("device", device);
    await local.set("token", token);
  });
}

/** Whether the server refused because it does not know this device any more, or deleted its account. */
export function isUnknown(error: unknown): boolean {
  return error instanceof ApiProblem && (error.slug === "unauthorized" || error.slug === "account-deleted");
}

/**
 * Makes a new device in place of one that the server no longer knows. False while this phone belongs to an account: then
 * it was taken off on purpose, and sync has to say so. `token`: the one that was refused; another tab may have been faster.
 */
export async function replaceDevice(api: Pick<Api, "createDevice">, { local, keys }: Standing, token: string | undefined): Promise<boolean> {
  if (await keys.ring()) return false;
  await alone("unknot:device", async () => {
    if (await local.get<string>("token") === token) await local.delete("token");
  });
  await ensureDevice(api, local);
  return true;
}

/** Runs `work` as a device that the server knows, if need be as a new one. @throws what `work` throws */
export async function asDevice<T>(api: Pick<Api, "createDevice">, standing: Standing, work: () => Promise<T>): Promise<T> {
  await ensureDevice(api, standing.local);
  const token = await standing.local.get<string>("token");
  try {
    return await work();
  } catch (error) {
    if (!isUnknown(error) || !(await replaceDevice(api, standing, token))) throw error;
  }
  return work();
}
