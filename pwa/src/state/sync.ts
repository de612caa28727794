import { signal, type ReadonlySignal } from "@preact/signals";
import { toCode } from "../core/code.ts";
import { pairLink, readBrought } from "../core/link.ts";
import type { Id } from "../core/records.ts";
import type { EntryProblem, SyncProblem } from "../core/troubles.ts";
import type { Clock } from "../device/clock.ts";
import type * as Account from "../net/account.ts";
import { ApiProblem, Offline, type Api, type Status } from "../net/api.ts";
import type { AppStore } from "../store/store.ts";
import { StoreProblem } from "../store/problem.ts";

/** Null when it worked. */
export type Entered = EntryProblem | null;

export interface SyncState {
  on: ReadonlySignal<boolean>;
  working: ReadonlySignal<boolean>;
  /** Changes that are on this phone only. */
  waiting: ReadonlySignal<number>;
  problem: ReadonlySignal<SyncProblem | null>;
  /** UTC ms of the last complete sync. */
  syncedAt: ReadonlySignal<number | undefined>;
  /** Reads what is known from the last time; sends nothing. */
  load(): Promise<void>;
  /** Sync now, whatever was planned. Never rejects: `problem` tells. */
  now(): Promise<void>;
  /** The code that turning on, or renewing, will use. Nothing is sent and nothing changes yet. */
  newCode(): Promise<string>;
  registration(): Promise<Status["registration"] | "offline">;
  /** `code`: the new code as the person typed it back. */
  turnOn(code: string, invite?: string): Promise<Entered>;
  /** `text`: a recovery code or a pairing link. */
  join(text: string): Promise<Entered>;
  /** The recovery code of this account, to be shown again. */
  code(): Promise<string | undefined>;
  /** A link for a QR code, good once and for ten minutes; or why there is none. */
  pairingLink(): Promise<{ link: string } | { problem: SyncProblem }>;
  devices(): Promise<Account.DeviceOfMine[] | SyncProblem>;
  /** Takes a device off the list. It keeps what it has; renew the code so that it can read nothing new. */
  removeDevice(id: Id): Promise<Entered>;
  /** Replaces the recovery code and the key by `code`, made by newCode() and typed back. */
  renew(code: string): Promise<Entered>;
  /** After another phone renewed the code. */
  enterNewCode(code: string): Promise<Entered>;
  /** Sync off on this phone. Every entry stays. */
  turnOff(): Promise<void>;
  /** Deletes what the server has, for all phones. Every entry stays on every phone. */
  deleteAccount(): Promise<Entered>;
}

export interface SyncParts {
  store: AppStore;
  api: Api;
  clock: Clock;
  origin: string;
  /** What this device is called on the others, such as "Android phone". */
  deviceName: string;
  /** A new id: 16 random bytes. */
  random(): string;
  /** Runs `work` unless another tab is at it; without locks, runs it. */
  alone(work: () => Promise<void>): Promise<void>;
  /** A sync has ended; `retryAfter`: ms for which the server asks to be left alone. */
  ended(problem: SyncProblem | null, retryAfter: number | undefined): void;
}

const SYNCED_AT = "sync:at";
const ENDED = "sync:ended";
const RESEAL = "sync:reseal";

/** Sync as the screens see it. The engine and the keys' code are loaded when sync is on or asked for. */
export function createSync(parts: SyncParts): SyncState {
  const { store, api, clock } = parts;
  const [on, working, waiting] = [signal(false), signal(false), signal(0)];
  const problem = signal<SyncProblem | null>(null);
  const syncedAt = signal<number | undefined>(undefined);
  const account = (): Promise<typeof Account> => import("../net/account.ts");
  const accountParts = { store, api, now: clock.now };

  const look = async (): Promise<void> => {
    const pending = await store.rows.pending(0);
    on.value = pending.progress !== undefined;
    waiting.value = typeof pending.progress?.scan === "string" ? await store.rows.unsent() : pending.waiting;
  };
  const load = async (): Promise<void> => {
    await look();
    syncedAt.value = await store.local.get<number>(SYNCED_AT);
    if (!on.value) problem.value = await store.local.get<SyncProblem>(ENDED) ?? null;
  };
  const syncOnce = async (): Promise<void> => {
    const [{ synchronise }, vault] = await Promise.all([import("../net/engine.ts"), store.keys.vault(true)]);
    if (!vault) return;
    await resealRest(parts);
    const outcome = await synchronise({ rows: store.rows, vault, api, random: parts.random, newEpoch, full: isFull, refused: refusedAt });
    problem.value = outcome.unreadable > 0 ? await whyUnread(accountParts, await account()) : outcome.left;
    if (outcome.left) return;
    syncedAt.value = clock.now();
    await store.local.set(SYNCED_AT, syncedAt.value);
  };
  const now = async (): Promise<void> => {
    if (working.value) return;
    await look().catch(() => undefined);
    if (!on.value) return;
    working.value = true;
    let retryAfter: number | undefined;
    try {
      await parts.alone(syncOnce);
    } catch (error) {
      problem.value = problemOf(error);
      retryAfter = error instanceof ApiProblem ? error.retryAfter : undefined;
      if (problem.value === "deleted" || problem.value === "removed") await leave(problem.value);
    } finally {
      working.value = false;
    }
    await look().catch(() => undefined);
    parts.ended(problem.value, retryAfter);
  };
  /** The account is gone, or does not know this phone any more: the phone goes on alone, and says why. */
  const leave = async (why: SyncProblem | undefined): Promise<void> => {
    await store.keys.leave();
    await store.local.delete("token");
    await store.local.delete("device");
    await (why ? store.local.set(ENDED, why) : store.local.delete(ENDED));
    await store.local.delete(RESEAL);
    await load();
  };
  const entering = async (work: (net: typeof Account) => Promise<void>): Promise<Entered> => {
    try {
      await work(await account());
    } catch (error) {
      return entryProblemOf(error);
    }
    await store.local.delete(ENDED);
    problem.value = null;
    await look();
    void now();
    return null;
  };
  const named = async (net: typeof Account): Promise<void> => {
    await net.nameDevice(accountParts, parts.deviceName).catch(() => undefined);
  };
  let shownSecret: Uint8Array<ArrayBuffer> | undefined;
  store.changed(() => { if (on.value && !working.value) look().catch(() => undefined); });

  return {
    on, working, waiting, problem, syncedAt, load, now,
    newCode: async () => {
      shownSecret ??= await (await account()).secretToShow(store);
      return toCode(shownSecret);
    },
    registration: async () => {
      try {
        return (await api.status()).registration;
      } catch {
        return "offline";
      }
    },
    turnOn: (code, invite) => withCode(code, (secret) => entering(async (net) => {
      await net.createAccount(accountParts, secret, invite);
      await named(net);
      shownSecret = undefined;
    })),
    join: async (text) => {
      const brought = readBrought(text);
      if (brought.is === "short" || brought.is === "wrong") return brought.is;
      return entering(async (net) => {
        const secret = brought.is === "code" ? brought.secret : await net.takePairing(api, brought.pairing);
        await net.joinAccount(accountParts, secret);
        await named(net);
      });
    },
    code: async () => {
      const secret = await (await account()).currentSecret(store);
      return secret && toCode(secret);
    },
    pairingLink: async () => {
      try {
        return { link: pairLink(parts.origin, await (await account()).offerPairing(accountParts)) };
      } catch (error) {
        return { problem: problemOf(error) };
      }
    },
    devices: async () => {
      try {
        return await (await account()).devicesOf(accountParts);
      } catch (error) {
        return problemOf(error);
      }
    },
    removeDevice: (id) => entering(() => api.removeDevice(id)),
    renew: (code) => withCode(code, (secret) => entering(async (net) => {
      await net.rotate(accountParts, secret);
      shownSecret = undefined;
      await store.local.set(RESEAL, "");
    })),
    enterNewCode: (code) => withCode(code, (secret) => entering((net) => net.enterNewCode(accountParts, secret))),
    turnOff: async () => {
      await api.removeMe().catch(() => undefined);
      await leave(undefined);
    },
    deleteAccount: async () => {
      try {
        await api.deleteAccount();
      } catch (error) {
        if (problemOf(error) !== "deleted") return entryProblemOf(error);
      }
      await leave(undefined);
      return null;
    },
  };
}

async function withCode(code: string, use: (secret: Uint8Array<ArrayBuffer>) => Promise<Entered>): Promise<Entered> {
  const brought = readBrought(code);
  if (brought.is === "code") return use(brought.secret);
  return brought.is === "link" ? "wrong" : brought.is;
}

/** Continues to seal the records anew after the keys were renewed, if that was cut. */
async function resealRest({ store, random }: SyncParts): Promise<void> {
  const begun = await store.local.get<Id>(RESEAL);
  if (begun === undefined) return;
  const [{ resealPage }, vault] = await Promise.all([import("../net/reseal.ts"), store.keys.vault(true)]);
  if (!vault) return;
  for (let after: Id | null = begun; after !== null;) {
    after = await resealPage({ rows: store.rows, vault, random }, after);
    await (after === null ? store.local.delete(RESEAL) : store.local.set(RESEAL, after));
  }
}

async function whyUnread(parts: Pick<Account.AccountParts, "store" | "api">, net: typeof Account): Promise<SyncProblem> {
  return await net.isRenewed(parts).catch(() => false) ? "new-code" : "unreadable";
}

function newEpoch(error: unknown): string | undefined {
  if (!(error instanceof ApiProblem) || error.slug !== "epoch-changed") return undefined;
  const { epoch } = error.extras;
  return typeof epoch === "string" ? epoch : undefined;
}

function isFull(error: unknown): boolean {
  return error instanceof ApiProblem && error.slug === "quota";
}

/** The server says by a pointer (RFC 6901) which pushed version it could not read: "/p/12/x". */
function refusedAt(error: unknown): number | "all" | undefined {
  if (!(error instanceof ApiProblem) || (error.slug !== "bad-body" && error.status !== 413)) return undefined;
  const { pointer = "/p" } = error.extras;
  const [found, at] = /^\/p(?:\/(\d+)|$)/u.exec(String(pointer)) ?? [];
  return found === undefined ? undefined : at === undefined ? "all" : Number(at);
}

const BY_STATUS: Partial<Record<number, SyncProblem>> = { 426: "update", 429: "busy", 507: "full" };
/** Only in our server's own words, not by status alone: a proxy's 401 must not end sync. */
const ENDINGS: Record<string, SyncProblem> = { unauthorized: "removed", "no-such-account": "removed", "account-deleted": "deleted", "server-outdated": "server-old" };

function problemOf(error: unknown): SyncProblem {
  if (error instanceof Offline) return "offline";
  if (error instanceof StoreProblem) return "storage";
  if (!(error instanceof ApiProblem)) throw error;
  return ENDINGS[error.slug] ?? BY_STATUS[error.status] ?? "server";
}

const BY_SLUG: Record<string, EntryProblem> = {
  "no-such-account": "no-account", "not-found": "used-link", "registration-closed": "closed", "invite-needed": "invite", "keyring-changed": "changed",
};

function entryProblemOf(error: unknown): EntryProblem {
  // The keyring did not open: a code of another account, or a link that was changed on its way.
  if (error instanceof Error && (error.name === "Unreadable" || error.name === "OperationError")) return "no-account";
  const slug = error instanceof ApiProblem ? BY_SLUG[error.slug] : undefined;
  return slug ?? problemOf(error);
}
