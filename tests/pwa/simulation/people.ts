import type { Entry, Id } from "../../../pwa/src/core/records.ts";
import type { Outcome } from "../../../pwa/src/net/engine.ts";
import { Chance } from "./chance.ts";
import { CALM, Network } from "./network.ts";
import { Phone } from "./phone.ts";
import { Scheduler } from "./scheduler.ts";
import { ModelServer } from "./server.ts";

/** A phone and a tablet of one person and their server, without faults: for tests that tell one story. */
export class People {
  readonly server: ModelServer;
  readonly network: Network;
  readonly phones: Person[];
  readonly phone: Person;
  readonly tablet: Person;

  constructor(count = 2) {
    const chance = new Chance(1);
    const scheduler = new Scheduler(chance);
    this.server = new ModelServer(chance);
    this.network = new Network(this.server, chance, scheduler);
    this.network.faults = CALM;
    this.phones = Array.from({ length: count }, (_, at) => new Person(new Phone(`phone ${at}`, 0, chance, scheduler, this.network), scheduler, this.server));
    const [phone, tablet] = this.phones;
    if (!phone || !tablet) throw new Error("A story has two phones at least.");
    this.phone = phone;
    this.tablet = tablet;
  }
}

type Noted = { kind: string; on_day: string } & Record<string, unknown>;

/** What a person does with a phone. Each action is over when its promise resolves. */
export class Person {
  private time = 1_795_000_000_000;

  constructor(private readonly phone: Phone, private readonly scheduler: Scheduler, private readonly server: ModelServer) {}

  set kid(kid: number) { this.phone.kid = kid; }
  get all(): Entry[] { return this.phone.entries().sort((one, two) => (one.id < two.id ? -1 : 1)); }
  /** What the phone's disk had to write so far. */
  get written(): { rows: number; transactions: number } { return { ...this.phone.disk.written }; }
  get count(): number { return this.all.length; }

  private async done<T>(action: Promise<T>): Promise<T> {
    await new Promise((resolve) => setImmediate(resolve));
    await this.scheduler.run();
    return action;
  }

  /** Until nothing goes on any more without an answer. */
  waits(): Promise<void> { return this.done(Promise.resolve()); }
  async turnsOn(): Promise<void> { this.phone.join(this.server.epoch, true); }
  async joins(): Promise<void> { this.phone.join(this.server.epoch, false); }
  leaves(): void { this.phone.disk.leave(); }

  /** `later`: ms after the last thing this person did. */
  async notes(noted: Noted, later = 1000): Promise<Entry> {
    this.time += later;
    const made = { v: 1, at: this.time, offset: 60, edited_at: this.time, ...noted } as unknown as Entry;
    const entry = { ...made, id: this.phone.idFor(made) };
    await this.done(this.phone.writer.save([entry]));
    return entry;
  }

  opens(id: Id): Entry {
    const entry = this.sees(id);
    if (!entry) throw new Error("There is no such entry on this phone.");
    return this.phone.read(entry);
  }

  async saves(entry: Entry): Promise<void> { await this.done(this.phone.writer.save([entry])); }

  async changes(id: Id, fields: Record<string, unknown>): Promise<void> {
    this.time += 1000;
    await this.saves({ ...this.opens(id), ...fields, edited_at: this.time });
  }

  deletes(id: Id): Promise<() => Promise<void>> {
    return this.done(this.phone.writer.remove([id])).then((undo) => () => this.done(undo()));
  }

  syncs(): Promise<Outcome | undefined> { return this.done(this.phone.sync()); }
  sees(id: Id): Entry | undefined { return this.phone.entries().find((entry) => entry.id === id); }

  /** Makes an entry that both have. */
  async sharesWith(other: Person, noted: Noted): Promise<Entry> {
    if (!this.phone.joined) await this.turnsOn();
    const entry = await this.notes(noted);
    await this.syncs();
    if (!other.phone.joined) await other.joins();
    await other.syncs();
    return entry;
  }
}
