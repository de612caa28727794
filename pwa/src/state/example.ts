import { exampleEntries } from "../core/example.ts";
import type { Clock } from "../device/clock.ts";
import { eraseDatabase } from "../store/database.ts";
import { openStore, type AppStore } from "../store/store.ts";

const NAME = "unknot-demo";
const BATCH = 500;

/** Opens the example diary: six months that end today, made anew each day. @throws StoreProblem */
export async function openExample(clock: Clock): Promise<AppStore> {
  const today = clock.day(clock.now());
  const store = await openStore(NAME);
  if (await store.local.get<string>("example-day") === today) return store;
  await store.close();
  await eraseDatabase(NAME);
  const fresh = await openStore(NAME);
  const entries = exampleEntries(clock.now(), clock.offsetAt(clock.now()));
  const checked = await Promise.all(entries.map(async (entry) =>
    entry.kind === "checkin" ? { ...entry, id: await fresh.derivedId(`day|${entry.on_day}`) }
      : entry.kind === "settings" ? { ...entry, id: await fresh.derivedId("settings") } : entry));
  for (let from = 0; from < checked.length; from += BATCH) await fresh.save(checked.slice(from, from + BATCH));
  await fresh.local.set("example-day", today);
  return fresh;
}
