import { canonical } from "../../../pwa/src/core/equal.ts";
import type { Entry } from "../../../pwa/src/core/records.ts";
import { Chance } from "./chance.ts";
import { CALM, HARSH, Network } from "./network.ts";
import { Phone } from "./phone.ts";
import { Scheduler } from "./scheduler.ts";
import { ModelServer, type Event } from "./server.ts";
import { tokensIn, Tokens } from "./tokens.ts";

const DAY = 86_400_000;
const START = 1_795_000_000_000;
const SKEWS = [0, 0, -730 * DAY, 1095 * DAY, -400_000];
const FIELDS = ["note", "place", "help", "alpha"];

/** What a seed came to. */
export interface Report {
  seed: number;
  lost: string[];
  diverged: string[];
  /** Rounds of every phone until nothing moved any more. */
  rounds: number;
  edits: number;
  requests: number;
  /** How often count or digest differed: never, as every restore here brings a new epoch. */
  repairs: number;
  events: Event[];
}

/** One seed: phones that edit, sync, die and are lost in every order, then a calm end in which all must agree. */
export async function simulate(seed: number, actions = 50): Promise<Report> {
  const world = new World(new Chance(seed));
  for (let done = 0; done < actions; done++) {
    world.act();
    for (let steps = world.chance.below(20); steps > 0; steps--) await world.scheduler.step();
  }
  const rounds = await world.comeToRest();
  return { seed, rounds, ...world.judged() };
}

class World {
  readonly scheduler: Scheduler;
  readonly server: ModelServer;
  private readonly network: Network;
  private readonly phones: Phone[];
  private readonly tokens = new Tokens();
  private readonly failures: unknown[] = [];
  private time = START;
  private newestKid = 1;
  private repairs = 0;
  /** How likely a restore is at each step: some servers have a bad week. */
  private readonly restores: number;

  constructor(readonly chance: Chance) {
    this.scheduler = new Scheduler(chance);
    this.server = new ModelServer(chance);
    this.network = new Network(this.server, chance, this.scheduler);
    this.network.faults = HARSH;
    this.restores = chance.pick([0.01, 0.03, 0.1]);
    const count = 2 + chance.below(3);
    this.phones = Array.from({ length: count }, (_, at) =>
      new Phone(`phone ${at}`, chance.pick(SKEWS), chance, this.scheduler, this.network));
  }

  act(): void {
    this.time += this.chance.below(3_600_000);
    const phone = this.chance.pick(this.phones);
    const dice = this.chance.next();
    if (this.chance.happens(this.restores)) this.disaster(() => this.server.restore());
    else if (dice < 0.4) this.start(this.edit(phone));
    else if (dice < 0.72) this.start(this.sync(phone));
    else if (dice < 0.76) phone.killOne();
    else if (dice < 0.83) this.start(this.remove(phone));
    else if (dice < 0.93) this.join(phone);
    else if (dice < 0.94) phone.disk.leave();
    else if (dice < 0.95) this.disaster(() => phone.reinstall());
    else if (dice < 0.985) this.server.backup();
    else this.renewKeys(phone);
  }

  private start(action: Promise<unknown>): void {
    action.catch((error: unknown) => this.failures.push(error));
  }

  private async edit(phone: Phone): Promise<void> {
    const token = this.tokens.next();
    const known = phone.entries();
    const entry = known.length > 0 && this.chance.happens(0.9) ? phone.read(this.chance.pick(known)) : this.newEntry(phone);
    const field = this.chance.pick(FIELDS);
    const before = tokensIn(entry[field as keyof Entry]);
    const changed = { ...entry, [field]: token, edited_at: phone.stamp(this.time) };
    // A person now and then settles which of two versions is right.
    if (changed.alt && this.chance.happens(0.3)) {
      before.push(...tokensIn(changed.alt));
      delete changed.alt;
    }
    this.tokens.released(before);
    await phone.writer.save([changed]);
    if (phone.entries().some((stored) => tokensIn(stored).includes(token))) this.tokens.stored([token]);
  }

  private newEntry(phone: Phone): Entry {
    const kind = this.chance.pick(["headache", "headache", "checkin", "settings"] as const);
    const on_day = `2026-11-${10 + this.chance.below(4)}`;
    const made = { kind, on_day, v: 1, at: phone.stamp(this.time), offset: 60, edited_at: phone.stamp(this.time) };
    const id = phone.idFor(made);
    const known = phone.entries().find((entry) => entry.id === id);
    return known ? phone.read(known) : { ...made, id };
  }

  private async remove(phone: Phone): Promise<void> {
    const known = phone.entries();
    if (known.length === 0) return;
    const entry = phone.read(this.chance.pick(known));
    this.tokens.released(tokensIn(entry));
    const undo = await phone.writer.remove([entry]);
    if (this.chance.happens(0.2)) await undo();
  }

  private async sync(phone: Phone): Promise<void> {
    if (!phone.joined) return;
    const outcome = await phone.sync();
    if (outcome?.repaired) this.repairs++;
  }

  private join(phone: Phone): void {
    if (phone.joined) return;
    const creating = this.server.head === 0 && !this.phones.some(({ joined }) => joined);
    phone.join(this.server.epoch, creating);
  }

  private renewKeys(phone: Phone): void {
    this.newestKid = Math.min(3, this.newestKid + 1);
    phone.kid = this.newestKid;
  }

  /** What only the destroyed copy held is lost with any app. */
  private disaster(strike: () => void): void {
    const before = this.everywhere();
    strike();
    const after = new Set(this.everywhere());
    this.tokens.released(before.filter((token) => !after.has(token)));
  }

  /** Tokens on any disk or on the server, readable or not yet. */
  private everywhere(): string[] {
    const onServer = [...this.server.rows.values()].flatMap(({ x }) => Buffer.from(x, "base64url").toString().match(/\bt\d+\b/gu) ?? []);
    return [...onServer, ...this.phones.flatMap((phone) => phone.entries().flatMap(tokensIn))];
  }

  /** No more faults, every phone joined and up to date. Answers how many rounds it took until nothing changed. */
  async comeToRest(): Promise<number> {
    this.network.faults = CALM;
    await this.scheduler.run();
    for (const phone of this.phones) {
      phone.kid = 3;
      this.join(phone);
    }
    for (let round = 1; round < 9; round++) {
      const before = this.picture();
      for (const phone of this.phones) {
        this.start(this.sync(phone));
        await this.scheduler.run();
      }
      if (this.picture() === before) return round - 1;
    }
    return 9;
  }

  private picture(): string {
    return canonical([this.server.head, this.server.epoch, ...this.phones.map(({ disk }) => [disk.out.size, disk.progress])]);
  }

  judged(): Omit<Report, "seed" | "rounds"> {
    const diverged = this.phones.filter((phone) => !this.agrees(phone)).map(({ name }) => name);
    for (const failure of this.failures) diverged.push(String(failure instanceof Error ? failure.stack : failure));
    const [first] = this.phones;
    const requests = this.server.events.filter(({ did }) => did === "sync").length;
    return {
      lost: this.tokens.missingFrom(first?.entries() ?? []), diverged, edits: this.tokens.count, requests,
      repairs: this.repairs, events: this.server.events,
    };
  }

  /** The same versions and the same content as the server, nothing waiting, nothing unreadable. */
  private agrees({ disk }: Phone): boolean {
    const server = [...this.server.rows.values()].map(({ i, m, d, x }) => {
      const [, , content] = JSON.parse(Buffer.from(x, "base64url").toString()) as [number, string, { d: Entry | null }];
      return [i, m, d === 1, content.d];
    });
    const phone = [...disk.rec.values()].map(({ id, mid, dead, data }) => [id, mid, dead, data]);
    const text = (rows: unknown[]): string => rows.map(canonical).sort().join("\n");
    return disk.out.size === 0 && disk.held.size === 0 && text(phone) === text(server);
  }
}
