import { same } from "../core/equal.ts";
import type { Id } from "../core/records.ts";
import type { Out, Pending, Progress, Rows } from "../core/rows.ts";
import { acknowledged, missing, received, restarted } from "../core/versions.ts";
import type { Vault } from "../vault/vault.ts";
import type { Inventory, SyncReply, SyncRequest } from "./api.ts";
import { Draft } from "./draft.ts";
import { reopenHeld } from "./held.ts";
import { compareInventories } from "./repair.ts";
import { isAt, isSearching, offer, passed, renew } from "./scan.ts";
import { following, send, sendPage, type Sent } from "./sent.ts";
import { isTooLong, LARGEST_PUSH, openRow, sizeOf } from "./wire.ts";

/** What the engine needs of the world. It has no clock and no timer, so that the simulation runs it as shipped. */
export interface EngineParts {
  rows: Rows;
  vault: Vault;
  api: { sync(request: SyncRequest): Promise<SyncReply>; records(): Promise<Inventory> };
  /** 16 random bytes as text: version ids. */
  random(): string;
  /** The epoch that a refusal names if the server was restored, else undefined. */
  newEpoch(error: unknown): string | undefined;
  /** True for the refusal of a full account: pulling still works. */
  full(error: unknown): boolean;
  /** For a push that cannot be read: which of its versions the server named, "all" if none; undefined for other errors. */
  refused(error: unknown): number | "all" | undefined;
}

/**
 * How a sync ended. `waiting`: changes not on the server; `unreadable`: rows kept for a newer app or a new code;
 * `left`: why some changes stay on this phone, `full` because the account takes no more, `long` because the server takes
 * no row of that size, `refused` because it cannot read them; `repaired`: the inventories differed and everything was compared.
 */
export interface Outcome {
  waiting: number;
  unreadable: number;
  left: "full" | "long" | "refused" | null;
  repaired: boolean;
}

const PUSH = 500;
/** Versions found unreadable to the server before it is left alone: more say that it is the server. */
const MOST_REFUSED = 16;
/** Against a server that never comes to an end: 50,000 rows need 150. */
const MOST_ROUNDS = 1000;

/** `more`: there is more to fetch or to send; `dropped`: another tab was faster, nothing was done. */
type Exchange = "more" | "settled" | "dropped" | "full" | Unread;

/** A push that the server could not read: the versions among which the fault is. */
interface Unread { among: Out[] }

/** What this sync still sends: not the versions found to be refused, and no more at once while one is looked for. */
interface Sending {
  refused: Set<string>;
  size: number;
  /** The next request: under way while the reply before it is being written. */
  ahead: Promise<Sent | undefined> | undefined;
}

/**
 * Brings the phone and its account to the same state: pushes what waits, pulls what is new, merges, and repeats until
 * nothing is left. Safe to run in several tabs at once. @throws what `api` throws; everything done so far is kept.
 */
export async function synchronise(parts: EngineParts): Promise<Outcome> {
  const { rows, vault } = parts;
  const ended: Outcome = { waiting: 0, unreadable: 0, left: null, repaired: false };
  const sending: Sending = { refused: new Set(), size: PUSH, ahead: undefined };
  let last: Exchange | undefined;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const pending = await rows.pending(PUSH + sending.refused.size);
    const { progress } = pending;
    ended.waiting = pending.waiting;
    ended.unreadable = pending.held.length;
    if (progress?.account !== vault.account) break;
    if (round === 0 && await reopenHeld(parts, pending)) continue;
    if (await renew(parts, pending)) continue;
    const full = ended.left === "full" || sending.refused.size >= MOST_REFUSED;
    const sendable = full ? [] : sendableOf(pending, progress, sending);
    const searching = !full && sendable.length === 0 && isSearching(progress) ? progress : undefined;
    if (progress.repair && !ended.repaired) {
      await compareInventories(parts, progress);
      ended.repaired = true;
      last = undefined;
      continue;
    }
    if (last === "settled" && sendable.length === 0 && !searching) {
      if (!full && pending.out.some(({ blob }) => isTooLong(blob))) ended.left = "long";
      break;
    }
    const sent = await underWay(sending, progress) ?? (searching
      ? await sendPage(parts, progress, searching, pending.held.length === 0)
      : send(parts, progress, fitting(await sealed(parts, sendable))));
    if (!sent) continue;
    last = await exchange(parts, pending, sent, sending);
    if (last === "full") ended.left = "full";
    if (typeof last === "object") narrow(sending, last);
  }
  if (sending.refused.size > 0) ended.left ??= "refused";
  return ended;
}

/** Looks for the version that the server cannot read, by halves where it was not named: one must not hold back the others. */
function narrow(sending: Sending, { among }: Unread): void {
  const [only, ...others] = among;
  if (only && others.length === 0) sending.refused.add(only.mid);
  sending.size = others.length === 0 ? PUSH : Math.ceil(others.length / 2);
}

/** Not sent: what stands over an unreadable row or is too large, and all of it while a restart has not pulled all. */
function sendableOf({ out, held }: Pending, progress: Progress, { refused, size }: Sending): Out[] {
  const unreadable = new Set(held.filter(({ gen }) => gen === progress.gen).map(({ id }) => id));
  return out
    .filter(({ id, mid, gen, blob }) => gen === progress.gen && !unreadable.has(id) && !isTooLong(blob) && !refused.has(mid))
    .slice(0, size);
}

/** The request sent ahead; undefined if there is none, or if what it was built upon has not come to pass. */
async function underWay(sending: Sending, progress: Progress): Promise<Sent | undefined> {
  const sent = await sending.ahead;
  sending.ahead = undefined;
  return sent && isCurrent(progress, sent.request) && (!sent.page || isAt(progress, sent.page)) ? sent : undefined;
}

async function exchange(parts: EngineParts, pending: Pending, sent: Sent, sending: Sending): Promise<Exchange> {
  const { request, pushed, page } = sent;
  let reply: SyncReply;
  try {
    reply = await sent.reply;
  } catch (error) {
    const epoch = parts.newEpoch(error);
    if (epoch !== undefined) return restart(parts, request, epoch);
    const full = pushed.length > 0 && parts.full(error);
    const refused = pushed.length > 0 ? parts.refused(error) : undefined;
    if (!full && refused === undefined) throw error;
    if (page) {
      // What is wrong with it is found out from the outbox.
      await offer(parts, page, page.versions, true);
      return "more";
    }
    if (refused === undefined) return "full";
    const named = refused === "all" ? [] : pushed.slice(refused, refused + 1);
    return { among: named.length > 0 ? named : pushed };
  }
  if (isNothing(pending, sent, reply)) return "settled";
  // What fails here fails again in the next round, and is told then.
  sending.ahead = following(parts, sent, reply).catch(() => undefined);
  return applied(parts, sent, reply);
}

/** True if a reply leaves everything as it is: then nothing has to be written. */
function isNothing({ progress, waiting }: Pending, { pushed }: Sent, reply: SyncReply): boolean {
  if (!progress || pushed.length + reply.r.length + reply.k.length > 0) return false;
  return same(advanced({ progress, waiting }, reply), progress);
}

/** Merges leave rows unsealed, because nothing may be awaited inside a transaction. They are sealed and kept first. */
async function sealed({ rows, vault }: EngineParts, waiting: Out[]): Promise<Out[]> {
  const open = waiting.filter(({ blob }) => !blob).map(({ id }) => id);
  if (open.length === 0) return waiting;
  const { rec } = await rows.read(open);
  const ready = new Map(await Promise.all(waiting.map(async (row): Promise<[Id, Out]> => {
    const record = rec.get(row.id);
    if (row.blob || record?.mid !== row.mid) return [row.id, row];
    return [row.id, { ...row, blob: await vault.seal(row, { a: record.anc, d: record.data }) }];
  })));
  await rows.change(open, (view) => [{ out: new Map([...view.out].flatMap(([id, row]): [Id, Out][] => {
    const done = ready.get(id);
    return done && done.mid === row.mid ? [[id, { ...row, blob: done.blob }]] : [];
  })) }, undefined]);
  return [...ready.values()];
}

function fitting(rows: Out[]): Out[] {
  let room = LARGEST_PUSH;
  return rows.filter(({ blob }) => {
    if (!blob || isTooLong(blob)) return false;
    room -= sizeOf(blob);
    return room > 0;
  });
}

/** The server was restored: everything is pulled anew, then what it lacks is sent. */
async function restart({ rows, random }: EngineParts, request: SyncRequest, epoch: string): Promise<Exchange> {
  const gen = random();
  return rows.change([], (view) =>
    [isCurrent(view.progress, request) ? { progress: restarted(view.progress, epoch, gen) } : {}, "dropped"]);
}

/** A reply belongs to the epoch and cursor it was asked with. If another tab has moved on, it is dropped whole. */
function isCurrent(progress: Progress | undefined, request: SyncRequest): progress is Progress {
  return progress?.epoch === request.e && progress.cursor === request.c;
}

/** One transaction: acknowledgements by exact version, rows, merges, and the cursor that stands for them. */
async function applied({ rows, vault, random }: EngineParts, { request, pushed, page }: Sent, reply: SyncReply): Promise<Exchange> {
  const standing = reply.k.filter(({ m }) => m !== "");
  const answered = new Set([...reply.a.map(([id]) => id), ...standing.map(({ i }) => i)]);
  const absent = pushed.filter(({ id }) => !answered.has(id));
  const opened = await Promise.all([...standing, ...reply.r].map((row) => openRow(vault, row)));
  const fresh = opened.map(() => random());
  const sent = new Map(pushed.map(({ id, mid }) => [id, mid]));
  const ids = new Set([...sent.keys(), ...opened.map(({ id }) => id)]);
  return rows.change<Exchange>([...ids], (view) => {
    if (!isCurrent(view.progress, request)) return [{}, "dropped"];
    const draft = new Draft(view, view.progress);
    for (const [id] of reply.a) draft.apply(id, (state, gen) => acknowledged(state, sent.get(id) ?? "", gen));
    for (const { id } of absent) draft.apply(id, missing);
    opened.forEach((row, index) => {
      draft.hold(row.id, row.theirs ? null : { ...row.held, gen: draft.progress.gen });
      const { theirs } = row;
      if (theirs) draft.apply(row.id, (state, gen) => received(state, theirs, gen, fresh[index] ?? ""));
    });
    draft.progress = passed(draft.progress, page);
    draft.progress = advanced(draft, reply);
    return [draft.change(), reply.m ? "more" : "settled"];
  });
}

/** The cursor moves with its rows; when nothing is on the way, count and digest must equal the server's. */
function advanced({ progress, waiting }: { progress: Progress; waiting: number }, { c, m, g: [count, digest] }: SyncReply): Progress {
  const settled = !m && waiting === 0 && progress.scan === null;
  const alike = count === progress.count && (count === 0 || digest === progress.digest);
  return { ...progress, cursor: c, pulled: progress.pulled || !m, repair: settled && !alike };
}
