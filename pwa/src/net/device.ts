import type { Store } from "../store/store.ts";
import type { Api } from "./api.ts";

type Local = Store["local"];

/** Runs `work` while no other tab and no worker runs one of the same name; without locks, simply runs it. */
function alone<T>(name: string, work: () => Promise<T>): Promise<T> {
  const { locks } = (globalThis as { navigator?: { locks?: LockManager } }).navigator ?? {};
  return locks ? locks.request(name, work) as Promise<T> : work();
}

/** Makes this phone known to the server, anonymously, unless it is. @throws ApiProblem, Offline, StoreProblem */
export function ensureDevice(api: Pick<Api, "createDevice">, local: Local): Promise<void> {
  return alone("unknot:device", async () => {
    if (await local.get<string>("token")) return;
    const { device, token } = await api.createDevice();
    await local.set("device", device);
    await local.set("token", token);
  });
}
