import { simulate } from "./world.ts";

/** Prints what happened to the model server in the seeds `from`..`to`, one JSON line a seed, for the real server to repeat. */
const [from, to] = process.argv.slice(2).map(Number);
for (let seed = from ?? 1; seed <= (to ?? 200); seed++) {
  const { events } = await simulate(seed);
  process.stdout.write(`${JSON.stringify(events)}\n`);
}
