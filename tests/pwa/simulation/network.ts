import { Offline, type Inventory, type SyncReply, type SyncRequest } from "../../../pwa/src/net/api.ts";
import type { Chance } from "./chance.ts";
import type { Process, Scheduler } from "./scheduler.ts";
import type { ModelServer } from "./server.ts";

/** How often things go wrong on the way; all 0 for the last round. */
export interface Faults {
  lost: number;
  cut: number;
  duplicated: number;
  late: number;
}

export const CALM: Faults = { lost: 0, cut: 0, duplicated: 0, late: 0 };
export const HARSH: Faults = { lost: 0.1, cut: 0.12, duplicated: 0.08, late: 0.05 };

/** The way between a tab and the server. A request that is sent goes on its way even if its tab dies. */
export class Network {
  faults = HARSH;
  /** Until then no answer to a push arrives. */
  answers: Promise<void> = Promise.resolve();

  constructor(private readonly server: ModelServer, private readonly chance: Chance, private readonly scheduler: Scheduler) {}

  api(process: Process): { sync(request: SyncRequest): Promise<SyncReply>; records(): Promise<Inventory> } {
    return {
      sync: async (request) => {
        const reply = await this.carry(process, request, (asked) => this.server.sync(asked));
        if (request.p.length > 0) await this.answers;
        return reply;
      },
      records: () => this.carry(process, undefined, () => this.server.records()),
    };
  }

  private async carry<Q, A>(process: Process, request: Q, ask: (request: Q) => A): Promise<A> {
    const { lost, cut, duplicated, late } = this.faults;
    if (this.chance.happens(lost)) {
      await this.scheduler.pause(process);
      throw new Offline();
    }
    const first = this.deliver(request, ask);
    if (this.chance.happens(duplicated)) this.forget(this.deliver(request, ask));
    if (this.chance.happens(late)) this.forget(this.muchLater(request, ask));
    const reply = await first;
    await this.scheduler.pause(process);
    if (this.chance.happens(cut)) throw new Offline();
    return reply;
  }

  private async deliver<Q, A>(request: Q, ask: (request: Q) => A): Promise<A> {
    await this.scheduler.pause();
    return ask(request);
  }

  private async muchLater<Q, A>(request: Q, ask: (request: Q) => A): Promise<A> {
    for (let waited = 0; waited < 20; waited++) await this.scheduler.pause();
    return ask(request);
  }

  private forget(unheard: Promise<unknown>): void {
    unheard.catch(() => undefined);
  }
}
