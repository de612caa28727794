import { xor } from "./base64.ts";
import { same } from "./equal.ts";
import { merge, type Version } from "./merge.ts";
import type { Id } from "./records.ts";
import type { Base, Held, Out, Progress, Rec } from "./rows.ts";

/** How many ancestors a version names. The server refuses longer lists. */
export const LINEAGE = 8;

/** A version as it stands on the server, opened. */
export interface Theirs extends Version {
  id: Id;
  mid: string;
  anc: string[];
}

/** A record with the change that waits for it; null where there is none. */
export interface State {
  rec: Rec | null;
  out: Out | null;
}

/** A new version made on this phone. `blob` null: to be sealed later. */
export interface Draft extends Version {
  id: Id;
  mid: string;
  blob: Uint8Array<ArrayBuffer> | null;
}

function nearest(mids: readonly string[]): string[] {
  return [...new Set(mids)].filter((mid) => mid !== "").slice(0, LINEAGE);
}

/** The ancestors of a version made on top of `rec`. */
export function ancestry(rec: Rec | null): string[] {
  return rec ? nearest([rec.mid, ...rec.anc]) : [];
}

/**
 * What a waiting version may replace: first what the server was last seen to hold, which is never left out, or a push would
 * be refused for ever; then later ones that may have been sent, the oldest first and left out first.
 */
function replacing(seen: string, later: readonly string[]): string[] {
  return [seen, ...later.filter((mid) => mid !== "" && mid !== seen).slice(1 - LINEAGE)];
}

/** A save or a deletion while sync is on. An edit in flight keeps its older base and names the version already sent. */
export function edited({ rec, out }: State, draft: Draft, gen: string): { rec: Rec; out: Out } {
  const { id, mid, dead, data, blob } = draft;
  const next: Rec = { id, mid, anc: ancestry(rec), gen, dead, data };
  if (out) return { rec: next, out: { ...out, mid, dead, blob, b: replacing(out.b[0] ?? "", [...out.b.slice(1), out.mid]) } };
  if (rec && rec.gen === gen) {
    const base: Base = { mid: rec.mid, gen, dead: rec.dead, data: rec.data };
    return { rec: next, out: { id, mid, dead, blob, b: [rec.mid], base, known: rec.mid, gen } };
  }
  return { rec: next, out: { id, mid, dead, blob, b: unconfirmed(rec), base: null, known: "", gen } };
}

/** What a version may replace when it is not known whether the server has the record at all. */
function unconfirmed(rec: Rec | null): string[] {
  return replacing("", ancestry(rec).reverse());
}

/** The server took version `mid` of this record. Only exactly that version is confirmed: a later edit still waits. */
export function acknowledged(state: State, mid: string, gen: string): State {
  const { rec, out } = state;
  if (!rec) return state;
  if (!out) return rec.mid === mid && rec.gen !== gen ? { rec: { ...rec, gen }, out } : state;
  if (out.mid === mid) return { rec: rec.gen === gen ? rec : { ...rec, gen }, out: null };
  const at = out.b.indexOf(mid);
  return at < 0 ? state : { rec, out: { ...out, b: out.b.slice(at), known: mid, gen } };
}

/** The server refused a version because it does not hold the record at all. */
export function missing({ rec, out }: State, gen: string): State {
  return { rec, out: out && { ...out, b: replacing("", out.b), known: "", gen } };
}

/**
 * What becomes of a record when the server shows `theirs`, in a pull or as the reason of a refusal.
 * @param fresh version id for a merge, used once.
 */
export function received(state: State, theirs: Theirs, gen: string, fresh: string): State {
  const { rec, out } = state;
  if (!rec) return taken(theirs, gen);
  if (!out) return receivedOverClean(rec, theirs, gen, fresh);
  if (theirs.mid === out.mid) return acknowledged(state, theirs.mid, gen);
  if (out.b.includes(theirs.mid) || rec.anc.includes(theirs.mid)) return { rec, out: rebased(out, theirs, gen) };
  if (theirs.anc.includes(out.mid)) return taken(theirs, gen);
  const usable = out.base && (out.base.gen === gen || theirs.anc.includes(out.base.mid));
  return merged(usable ? out.base : null, rec, theirs, gen, fresh);
}

function receivedOverClean(rec: Rec, theirs: Theirs, gen: string, fresh: string): State {
  if (rec.mid === theirs.mid) return { rec: { ...rec, gen }, out: null };
  if (rec.anc.includes(theirs.mid)) return offered(rec, theirs, gen, fresh);
  // Within one generation the server's versions form one line that ours is on.
  if (rec.gen === gen || theirs.anc.includes(rec.mid)) return taken(theirs, gen);
  return merged(null, rec, theirs, gen, fresh);
}

function taken({ id, mid, anc, dead, data }: Theirs, gen: string): State {
  return { rec: { id, mid, anc: nearest(anc), gen, dead, data }, out: null };
}

/** The server holds an ancestor of ours (it was restored, or sync was off here): ours is offered on top of it. */
function offered(rec: Rec, theirs: Theirs, gen: string, fresh: string): State {
  const mid = rec.mid === "" ? fresh : rec.mid;
  const { id, dead } = rec;
  const out: Out = { id, mid, dead, blob: null, b: [theirs.mid], base: asBase(theirs, gen), known: theirs.mid, gen };
  return { rec: { ...rec, mid, gen }, out };
}

/** The server holds a version that our waiting change descends from. */
function rebased(out: Out, theirs: Theirs, gen: string): Out {
  if (out.b[0] === theirs.mid && out.known === theirs.mid && out.gen === gen) return out;
  return { ...out, b: replacing(theirs.mid, out.b.slice(out.b.indexOf(theirs.mid) + 1)), base: asBase(theirs, gen), known: theirs.mid, gen };
}

function merged(base: Version | null, rec: Rec, theirs: Theirs, gen: string, fresh: string): State {
  const result = merge(base, rec, theirs);
  if (result.dead === theirs.dead && same(result.data, theirs.data)) return taken(theirs, gen);
  const { id } = rec;
  const anc = nearest([theirs.mid, rec.mid, ...theirs.anc, ...rec.anc]);
  const out: Out = {
    id, mid: fresh, dead: result.dead, blob: null, b: [theirs.mid], base: asBase(theirs, gen), known: theirs.mid, gen,
  };
  return { rec: { id, mid: fresh, anc, gen, ...result }, out };
}

function asBase({ mid, dead, data }: Theirs, gen: string): Base {
  return { mid, gen, dead, data };
}

/** A record that the server was not seen to hold after everything was pulled: it is sent again. */
export function resent({ rec, out }: State, gen: string, fresh: string): State {
  if (!rec || (out ? out.gen === gen : rec.gen === gen)) return { rec, out };
  if (out) return missing({ rec, out }, gen);
  const mid = rec.mid === "" ? fresh : rec.mid;
  const waiting: Out = { id: rec.id, mid, dead: rec.dead, blob: null, b: unconfirmed(rec), base: null, known: "", gen };
  return { rec: { ...rec, mid, gen }, out: waiting };
}

/**
 * A version that could not be read when the server still had it, and that a restore may have taken from the server: what
 * it says is brought in like an edit made here.
 */
export function recovered(state: State, theirs: Theirs, gen: string, fresh: string): State {
  const { rec } = state;
  if (rec && (rec.mid === theirs.mid || rec.anc.includes(theirs.mid))) return state;
  const result = rec && !theirs.anc.includes(rec.mid) ? merge(null, rec, theirs) : theirs;
  if (rec && result.dead === rec.dead && same(result.data, rec.data)) return state;
  return edited(state, { id: theirs.id, mid: fresh, blob: null, dead: result.dead, data: result.data }, gen);
}

/** The version that the server holds of a record, as far as this phone knows in generation `gen`; "" for none. */
export function known({ rec, out }: State, held: Held | undefined, gen: string): string {
  if (held && held.gen === gen) return held.mid;
  if (out) return out.gen === gen ? out.known : "";
  return rec && rec.gen === gen ? rec.mid : "";
}

/** Count and digest after one record's version on the server went from `before` to `after`. */
export function counted(progress: Progress, before: string, after: string): Progress {
  if (before === after) return progress;
  return {
    ...progress,
    count: progress.count + (before === "" ? 1 : 0) - (after === "" ? 1 : 0),
    digest: xor(xor(progress.digest, before), after),
  };
}

/** Everything has to be looked at anew: the server was restored, or its inventory differs from ours. */
export function restarted(progress: Progress, epoch: string, gen: string): Progress {
  return { ...progress, epoch, gen, cursor: 0, count: 0, digest: "", pulled: false, scan: "", repair: false };
}
