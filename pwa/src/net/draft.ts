import type { Id } from "../core/records.ts";
import type { Change, Held, Out, Progress, Rec, View } from "../core/rows.ts";
import { counted, known, type State } from "../core/versions.ts";

/** The changes that one transaction gathers record by record, keeping count of what the server holds after each. */
export class Draft {
  private readonly rec: Map<Id, Rec | null> = new Map();
  private readonly out: Map<Id, Out | null> = new Map();
  private readonly held: Map<Id, Held | null> = new Map();
  waiting: number;

  constructor(private readonly view: View, public progress: Progress) {
    this.waiting = view.waiting;
  }

  state(id: Id): State {
    return { rec: latest(this.rec, this.view.rec, id), out: latest(this.out, this.view.out, id) };
  }

  /** The server's version of the record, as far as known. */
  known(id: Id): string {
    return known(this.state(id), latest(this.held, this.view.held, id) ?? undefined, this.progress.gen);
  }

  apply(id: Id, step: (state: State, gen: string) => State): void {
    const [was, before] = [this.state(id), this.known(id)];
    const next = step(was, this.progress.gen);
    if (next.rec !== was.rec) this.rec.set(id, next.rec);
    if (next.out !== was.out) this.out.set(id, next.out);
    this.waiting += (next.out ? 1 : 0) - (was.out ? 1 : 0);
    this.progress = counted(this.progress, before, this.known(id));
  }

  /** Keeps a row that cannot be read; null: it could be read now. */
  hold(id: Id, held: Held | null): void {
    const before = this.known(id);
    if (held || latest(this.held, this.view.held, id)) this.held.set(id, held);
    this.progress = counted(this.progress, before, this.known(id));
  }

  change(): Change {
    return { rec: this.rec, out: this.out, held: this.held, progress: this.progress };
  }
}

function latest<T>(changed: ReadonlyMap<Id, T | null>, stored: ReadonlyMap<Id, T>, id: Id): T | null {
  const row = changed.get(id);
  return row === undefined ? stored.get(id) ?? null : row;
}
