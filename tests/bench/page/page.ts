/** The app's own store, vault, engine and sync state, driven without its screens. Never part of the app. */
import type { Entry } from "../../../pwa/src/core/records.ts";
import { fromCode, toCode } from "../../../pwa/src/core/code.ts";
import { deviceClock as clock } from "../../../pwa/src/device/clock.ts";
import { createAccount, joinAccount } from "../../../pwa/src/net/account.ts";
import { createApi } from "../../../pwa/src/net/api.ts";
import { createSync } from "../../../pwa/src/state/sync.ts";
import { openStore } from "../../../pwa/src/store/store.ts";
import { randomId } from "../../../pwa/src/vault/mid.ts";
import { newSecret } from "../../../pwa/src/vault/recovery.ts";
import { openFloor, putAll, write } from "./floor.ts";
import { diary, records } from "./records.ts";

const BATCH = 500;
const store = await openStore("unknot");
const api = createApi({ origin: "", build: "bench", token: () => store.local.get<string>("token") });
const sync = createSync({
  store, api, clock, origin: location.origin, deviceName: "bench", random: randomId, alone: (work) => work(), ended: () => undefined,
});
const account = { store, api, now: clock.now };

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function keep(entries: readonly Entry[]): Promise<number> {
  for (let from = 0; from < entries.length; from += BATCH) await store.save(entries.slice(from, from + BATCH));
  return entries.length;
}

async function synced(): Promise<number> {
  const took = await timed(() => sync.now());
  if (sync.problem.value !== null || sync.waiting.value > 0) throw new Error(`not synced: ${sync.problem.value ?? sync.waiting.value}`);
  return took;
}

/** Times are in ms. */
const bench = {
  fillRecords: (count: number) => keep(records(count, clock.now())),
  fillDiary: (count: number) => keep(diary(count, clock.now())),
  /** Makes an account; answers its recovery code. Nothing is synced yet. */
  async turnOn(): Promise<string> {
    const secret = newSecret();
    await createAccount(account, secret);
    return toCode(secret);
  },
  async join(code: string): Promise<void> {
    const secret = fromCode(code);
    if (typeof secret === "string") throw new Error(`the code is ${secret}`);
    await joinAccount(account, secret);
  },
  sync: synced,
  async edit(): Promise<void> {
    const [entry] = await store.list("headache", { limit: 1, newestFirst: true });
    if (!entry) throw new Error("nothing to edit");
    await store.save([{ ...entry, note: `${randomId()} as noted later`, edited_at: clock.now() }]);
  },
  /** How many entries the phone has. */
  count: async () => (await store.list("headache")).length,
  /** The same number of rows, put as they stand in our store, by IndexedDB alone. */
  floor: (count: number) => putAll(records(count, clock.now()).map((data) => ({ id: data.id, mid: "", anc: [], gen: "", dead: false, data }))),
  /** Saves single entries by the store and by IndexedDB alone, in turn, both over `present` rows. */
  async saves(times: number, present: number): Promise<{ ours: number[]; raw: number[] }> {
    const database = await openFloor();
    await write(database, records(present, clock.now()));
    const measured = { ours: [] as number[], raw: [] as number[] };
    for (const entry of records(times, clock.now())) {
      measured.ours.push(await timed(() => store.save([entry])));
      measured.raw.push(await timed(() => write(database, [{ ...entry, id: randomId() }])));
    }
    database.close();
    return measured;
  },
};

export type Bench = typeof bench;
Object.assign(globalThis, { bench });
