import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiProblem, type Api, type SyncReply, type SyncRequest } from "../../pwa/src/net/api.ts";
import { createSync } from "../../pwa/src/state/sync.ts";
import type { AppStore } from "../../pwa/src/store/store.ts";
import { createShelf, createWatch } from "./shelf.ts";
import { Disk } from "./simulation/disk.ts";
import { clearVault } from "./simulation/vault.ts";

const ACCOUNT = "account".padEnd(22, "A");
const id = (name: string): string => name.padEnd(22, "A");

/** A phone that syncs, with one entry on the server and one that waits; `answer` is what the server says. */
function stage() {
  const disk = new Disk();
  const entry = { kind: "headache", v: 1, at: 0, offset: 0, on_day: "2026-11-22", edited_at: 0 } as const;
  for (const [name, gen] of [["old", "g"], ["new", "g"]] as const) {
    disk.rec.set(id(name), { id: id(name), mid: id(`m${name}`), anc: [], gen, dead: false, data: { ...entry, id: id(name) } });
  }
  disk.out.set(id("new"), { id: id("new"), mid: id("mnew"), b: [""], dead: false, blob: new Uint8Array(9), base: null, known: "", gen: "g" });
  disk.progress = { account: ACCOUNT, epoch: "e", cursor: 1, gen: "g", count: 1, digest: id("mold"), pulled: true, scan: null, repair: false };
  const shelf = createShelf();
  const server = { requests: 0, answer: (_request: SyncRequest): Promise<SyncReply> => Promise.reject(new Error("not told")) };
  const refuses = (slug: string, status: number): void => { server.answer = () => Promise.reject(new ApiProblem(slug, status, "", {})); };
  const keys = {
    vault: async () => (disk.progress ? clearVault(ACCOUNT, () => 1) : undefined),
    leave: async () => disk.leave(),
  };
  const api = { sync: (request: SyncRequest) => { server.requests += 1; return server.answer(request); } };
  const open = () => createSync({
    store: { ...shelf, rows: disk.rows(() => Promise.resolve()), keys } as unknown as AppStore, api: api as unknown as Api,
    clock: createWatch(0), origin: "", deviceName: "Phone", random: () => id("r"), alone: (work) => work(), ended: () => undefined,
  });
  return { disk, shelf, server, refuses, open };
}

for (const [slug, status, problem] of [
  ["unauthorized", 401, "removed"], ["no-such-account", 404, "removed"], ["account-deleted", 410, "deleted"],
] as const) {
  test(`a phone answered ${slug} stops syncing, keeps its entries, and still says so when opened again`, async () => {
    const { disk, shelf, server, refuses, open } = stage();
    refuses(slug, status);
    await shelf.local.set("token", "dead");
    await shelf.local.set("device", "d");
    const sync = open();
    await sync.load();
    assert.equal(sync.on.value, true);
    await sync.now();
    assert.deepEqual([sync.on.value, sync.problem.value, disk.rec.size], [false, problem, 2]);
    await sync.now();
    assert.equal(server.requests, 1);
    assert.deepEqual([await shelf.local.get("token"), await shelf.local.get("device")], [undefined, undefined]);
    const again = open();
    await again.load();
    assert.deepEqual([again.on.value, again.problem.value], [false, problem]);
  });
}

test("a 404 or 401 of something that is not our server, such as a proxy, ends no sync", async () => {
  const { refuses, open } = stage();
  for (const status of [401, 404]) {
    refuses("internal", status);
    const sync = open();
    await sync.now();
    assert.deepEqual([sync.on.value, sync.problem.value], [true, "server"]);
  }
});

test("an entry that the server does not take is said in words, and sync stays on", async () => {
  const { server, open } = stage();
  const nothing: SyncReply = { e: "e", a: [], k: [], r: [], c: 1, m: false, g: [1, id("mold")] };
  server.answer = async ({ p }) => {
    if (p.length > 0) throw new ApiProblem("bad-body", 400, "", { pointer: "/p/0/x" });
    return nothing;
  };
  const sync = open();
  await sync.now();
  assert.deepEqual([sync.on.value, sync.problem.value, sync.waiting.value, server.requests], [true, "refused", 1, 2]);
});
