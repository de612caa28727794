import assert from "node:assert/strict";
import { test } from "node:test";
import { simulate, type Report } from "./simulation/world.ts";

const FULL = process.env["UNKNOT_SIZE"] === "full";
/** A full run is spread over several processes, each with its part of the seeds. */
const [part, parts] = (process.env["UNKNOT_PART"] ?? "0/1").split("/").map(Number);
const SEEDS = FULL ? 100_000 : 2_000;

async function failures(): Promise<Omit<Report, "events">[]> {
  const found: Omit<Report, "events">[] = [];
  for (let seed = 1 + (part ?? 0); seed <= SEEDS; seed += parts ?? 1) {
    const { events: _events, ...report } = await simulate(seed);
    const bad = report.lost.length > 0 || report.diverged.length > 0 || report.rounds > 3 || report.repairs > 0;
    if (bad) found.push(report);
    if (found.length > 3) break;
  }
  return found;
}

test("phones that edit, sync, die, are lost and restored in any order agree in three rounds, and nothing written is lost", async () => {
  assert.deepEqual(await failures(), []);
});
