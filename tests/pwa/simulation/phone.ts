import { naturalName } from "../../../pwa/src/core/derived.ts";
import type { Entry } from "../../../pwa/src/core/records.ts";
import type { Progress } from "../../../pwa/src/core/rows.ts";
import { Offline } from "../../../pwa/src/net/api.ts";
import { synchronise, type Outcome } from "../../../pwa/src/net/engine.ts";
import { shown } from "../../../pwa/src/store/seen.ts";
import { createWriter, type Writer } from "../../../pwa/src/store/writer.ts";
import type { Chance } from "./chance.ts";
import { Disk } from "./disk.ts";
import type { Network } from "./network.ts";
import type { Process, Scheduler } from "./scheduler.ts";
import { PushRefused, Refusal } from "./server.ts";
import { clearVault, derived } from "./vault.ts";

const ACCOUNT = "the-one-account-AAAAAA";

/** A phone with two or three tabs over one disk. */
export class Phone {
  disk: Disk = new Disk();
  /** The newest key generation this phone can read. */
  kid = 1;
  private tabs: Process[] = [];
  private install: string;

  constructor(
    readonly name: string, private readonly skew: number, private readonly chance: Chance,
    private readonly scheduler: Scheduler, private readonly network: Network,
  ) {
    this.install = chance.id();
    this.tabs = Array.from({ length: 2 + chance.below(2) }, () => ({ alive: true }));
  }

  get joined(): boolean {
    return this.disk.progress !== undefined;
  }

  /** Enters the account; `creating`: the server is known to be empty. */
  join(epoch: string, creating: boolean): void {
    const progress: Progress = {
      account: ACCOUNT, epoch, cursor: 0, gen: this.chance.id(), count: 0, digest: "", pulled: creating, scan: "", repair: false,
    };
    this.disk.progress = progress;
  }

  /** Everything is gone from the phone; the app is installed anew. */
  reinstall(): void {
    this.killAll();
    this.disk = new Disk();
    this.install = this.chance.id();
  }

  killAll(): void {
    for (const tab of this.tabs) tab.alive = false;
    this.tabs = this.tabs.map(() => ({ alive: true }));
  }

  killOne(): void {
    const at = this.chance.below(this.tabs.length);
    const tab = this.tabs[at];
    if (tab) tab.alive = false;
    this.tabs[at] = { alive: true };
  }

  entries(): Entry[] {
    return [...this.disk.rec.values()].flatMap(({ data }) => (data ? [data] : []));
  }

  get writer(): Writer {
    const tab = this.chance.pick(this.tabs);
    const rows = this.disk.rows(() => this.scheduler.pause(tab));
    const vault = () => Promise.resolve(this.joined ? this.vault() : undefined);
    const derive = (name: string) => Promise.resolve(derived(this.joined ? ACCOUNT : this.install, name));
    return createWriter({ rows, vault, derive, random: () => this.chance.id() });
  }

  /** An entry as a screen has read it. */
  read(entry: Entry): Entry {
    return shown(entry);
  }

  stamp(time: number): number {
    return time + this.skew;
  }

  idFor(entry: Pick<Entry, "kind" | "on_day">): string {
    const name = naturalName(entry);
    return name === undefined ? this.chance.id() : derived(this.joined ? ACCOUNT : this.install, name);
  }

  private vault() {
    return clearVault(ACCOUNT, () => this.kid);
  }

  /** One sync in one of the tabs; undefined if there was no signal. */
  async sync(): Promise<Outcome | undefined> {
    const tab = this.chance.pick(this.tabs);
    try {
      return await synchronise({
        rows: this.disk.rows(() => this.scheduler.pause(tab)),
        vault: this.vault(),
        api: this.network.api(tab),
        random: () => this.chance.id(),
        newEpoch: (error) => (error instanceof Refusal ? error.epoch : undefined),
        full: (error) => error instanceof PushRefused && error.slug === "quota",
        refused: (error) => (error instanceof PushRefused && error.slug === "bad-body" ? error.at ?? "all" : undefined),
      });
    } catch (error) {
      if (error instanceof Offline) return undefined;
      throw error;
    }
  }
}
