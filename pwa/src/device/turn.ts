/** Only one window at a time may run a routine: two would speak at once and write over each other. */
export interface Turn {
  /** Whether another window has it. */
  taken(): Promise<boolean>;
  /** Takes the turn; false while another window has it. `force`: from that window. `lost` is called when one takes it from here. */
  take(lost: () => void, force?: boolean): Promise<boolean>;
  give(): void;
}

/** What the turn needs: `local` is shared by all windows, `me` names this one, `now` is UTC ms. */
export interface TurnParts {
  locks: Pick<LockManager, "request" | "query"> | undefined;
  local: { get<T>(key: string): Promise<T | undefined>; set(key: string, value: unknown): Promise<void>; delete(key: string): Promise<void> };
  me: string;
  now(): number;
  /** Calls `work` every `ms`; the answer ends it. */
  every(ms: number, work: () => void): () => void;
}

const NAME = "session";
const KEY = "session:window";
const BEAT_MS = 5_000;
/** Timers of a hidden page run once a minute: a window that was silent for longer is gone. */
const GONE_MS = 90_000;

/** By Web Locks, which end with their window; where there are none, by a note that its owner renews. */
export function createTurn(parts: TurnParts): Turn {
  return parts.locks ? byLock(parts.locks) : byNote(parts);
}

function byLock(locks: NonNullable<TurnParts["locks"]>): Turn {
  let free: (() => void) | undefined;
  const hold = (lock: Lock | null, answer: (mine: boolean) => void): Promise<void> | undefined => {
    answer(lock !== null);
    return lock ? new Promise((done) => { free = done; }) : undefined;
  };
  return {
    taken: async () => !free && ((await locks.query()).held ?? []).some(({ name }) => name === NAME),
    take: (lost, force = false) => new Promise((answer) => {
      if (free) { answer(true); return; }
      // Stealing ends the other window's request with an AbortError: that is how it hears.
      locks.request(NAME, force ? { steal: true } : { ifAvailable: true }, (lock) => hold(lock, answer)).catch(() => {
        free = undefined;
        lost();
      });
    }),
    give: () => { free?.(); free = undefined; },
  };
}

function byNote({ local, me, now, every }: TurnParts): Turn {
  let stop: (() => void) | undefined;
  const other = async (): Promise<boolean> => {
    const note = await local.get<{ window: string; at: number }>(KEY);
    return note !== undefined && note.window !== me && now() - note.at < GONE_MS;
  };
  const renew = (): Promise<void> => local.set(KEY, { window: me, at: now() });
  const end = (): void => { stop?.(); stop = undefined; };
  const beat = async (lost: () => void): Promise<void> => {
    const taken = await other();
    if (!stop) return;
    if (!taken) return renew();
    end();
    lost();
  };
  return {
    taken: other,
    take: async (lost, force = false) => {
      if (!force && await other()) return false;
      await renew();
      stop ??= every(BEAT_MS, () => void beat(lost));
      return true;
    },
    give: () => {
      if (stop) void local.delete(KEY);
      end();
    },
  };
}
