import { fromBase64, toBase64, xor } from "../../../pwa/src/core/base64.ts";
import type { Inventory, SyncReply, SyncRequest, WireRow } from "../../../pwa/src/net/api.ts";
import type { Chance } from "./chance.ts";

/** What the server answers instead of a reply. */
export class Refusal extends Error {
  constructor(readonly slug: "epoch-changed", readonly epoch: string) {
    super(slug);
  }
}

/** What the server answers to a push that it does not take. `at`: which of the pushed versions is not as it must be. */
export class PushRefused extends Error {
  constructor(readonly slug: "quota" | "bad-body", readonly at?: number) {
    super(slug);
  }
}

/** One thing that happened to the server, in order: replayed against the real one. */
export type Event =
  | { did: "sync"; request: SyncRequest; reply: SyncReply | { refused: string; epoch: string } }
  | { did: "records"; reply: Inventory }
  | { did: "backup" }
  | { did: "restore"; epoch: string };

interface Contents {
  head: number;
  rows: Map<string, WireRow>;
  /** XOR of all version ids. */
  digest: string;
}

/** The protocol of server/sync.py for one account, in memory. */
export class ModelServer {
  readonly events: Event[] = [];
  private now: Contents = { head: 0, rows: new Map(), digest: toBase64(new Uint8Array(16)) };
  private copy: Contents = this.now;
  epoch: string;
  /** How many rows the account may have. */
  room = Infinity;
  /** Ids of records that this server cannot read; `pointing`: whether it says which. */
  readonly poison: Set<string> = new Set();
  pointing = true;
  /** How often a push was refused. */
  refused = 0;

  constructor(private readonly chance: Chance) {
    this.epoch = chance.id();
    this.backup();
  }

  get rows(): ReadonlyMap<string, WireRow> {
    return this.now.rows;
  }

  get requests(): number {
    return this.events.filter(({ did }) => did === "sync").length;
  }

  get head(): number {
    return this.now.head;
  }

  sync(request: SyncRequest): SyncReply {
    if (request.e !== this.epoch || request.c > this.now.head) {
      this.events.push({ did: "sync", request, reply: { refused: "epoch-changed", epoch: this.epoch } });
      throw new Refusal("epoch-changed", this.epoch);
    }
    this.check(request);
    const before = this.now.head;
    const [a, k] = this.push(request);
    const found = [...this.now.rows.values()].filter(({ s }) => s > request.c && s <= before).sort((one, two) => one.s - two.s);
    const r = found.slice(0, request.n);
    const m = found.length > r.length;
    const reply = { e: this.epoch, a, k, r, c: m ? r.at(-1)?.s ?? 0 : this.now.head, m, g: [this.now.rows.size, this.now.digest] satisfies [number, string] };
    this.events.push({ did: "sync", request, reply });
    return reply;
  }

  private check({ p }: SyncRequest): void {
    const bad = p.findIndex(({ i }) => this.poison.has(i));
    const added = p.filter(({ i }) => !this.now.rows.has(i)).length;
    if (bad === -1 && (added === 0 || this.now.rows.size + added <= this.room)) return;
    this.refused += 1;
    throw bad === -1 ? new PushRefused("quota") : new PushRefused("bad-body", this.pointing ? bad : undefined);
  }

  private push({ p }: SyncRequest): [SyncReply["a"], WireRow[]] {
    const acks: SyncReply["a"] = [];
    const conflicts: WireRow[] = [];
    for (const { i, b, m, d, x } of p) {
      const old = this.now.rows.get(i) ?? { i, m: "", d: 0, s: 0, x: "" };
      if (old.m === m) acks.push([i, old.s]);
      else if (b.includes(old.m)) {
        this.now.head += 1;
        this.now.rows.set(i, { i, m, d, s: this.now.head, x });
        this.now.digest = xor(xor(this.now.digest, old.m), m);
        acks.push([i, this.now.head]);
      } else {
        conflicts.push(old);
      }
    }
    return [acks, conflicts];
  }

  records(): Inventory {
    const rows = [...this.now.rows.values()].sort((one, two) => one.s - two.s);
    const bytes = rows.flatMap(({ i, m }) => [...fromBase64(i), ...fromBase64(m)]);
    const reply = { e: this.epoch, h: this.now.head, x: toBase64(Uint8Array.from(bytes)) };
    this.events.push({ did: "records", reply });
    return reply;
  }

  backup(): void {
    this.copy = copyOf(this.now);
    this.events.push({ did: "backup" });
  }

  /** Back to the copy by somebody who forgot the new epoch, and with as many changes since. */
  restoreUnnoticed(): void {
    this.now = { ...copyOf(this.copy), head: this.now.head };
  }

  /** Back to the copy, in a new epoch. */
  restore(): void {
    this.now = copyOf(this.copy);
    this.epoch = this.chance.id();
    this.events.push({ did: "restore", epoch: this.epoch });
  }
}

function copyOf(contents: Contents): Contents {
  return { ...contents, rows: new Map(contents.rows) };
}
