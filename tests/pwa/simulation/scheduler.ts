import type { Chance } from "./chance.ts";

/** Something that can be killed at any of its awaits: a tab, a worker. */
export interface Process {
  alive: boolean;
}

interface Waiting {
  process: Process | undefined;
  go(): void;
}

/** Resolves when no promise has anything left to do: Node runs what `nextTick` keeps once its microtasks are spent. */
async function quiet(): Promise<void> {
  await Promise.resolve();
  await new Promise<void>((resolve) => process.nextTick(resolve));
}

/** Decides in which order everything that waits goes on, and in that order nothing else happens. */
export class Scheduler {
  private waiting: Waiting[] = [];

  constructor(private readonly chance: Chance) {}

  /** A point where others may run first, and where the process may die. */
  pause(process?: Process): Promise<void> {
    return new Promise((go) => this.waiting.push({ process, go }));
  }

  /** Lets one waiter go on, until it waits again. False when nobody waits. */
  async step(): Promise<boolean> {
    this.waiting = this.waiting.filter(({ process }) => process?.alive !== false);
    if (this.waiting.length === 0) return false;
    const [next] = this.waiting.splice(this.chance.below(this.waiting.length), 1);
    next?.go();
    await quiet();
    return true;
  }

  async run(): Promise<void> {
    while (await this.step());
  }
}
