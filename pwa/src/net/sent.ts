import type { Out, Progress, Rows } from "../core/rows.ts";
import type { Vault } from "../vault/vault.ts";
import type { SyncReply, SyncRequest } from "./api.ts";
import { offer, pushable, search, type Page, type Searching } from "./scan.ts";
import { LARGEST_PUSH, requestFor } from "./wire.ts";

interface SendParts {
  rows: Rows;
  vault: Vault;
  api: { sync(request: SyncRequest): Promise<SyncReply> };
  random(): string;
}

/** What a request is built upon. */
type Place = Pick<Progress, "epoch" | "cursor">;

/** A request on its way. `page`: the own records that it pushes, where they do not come from the outbox. */
export interface Sent {
  request: SyncRequest;
  pushed: Out[];
  page: Page | undefined;
  reply: Promise<SyncReply>;
}

export function send({ api }: SendParts, place: Place, pushed: Out[], page?: Page): Sent {
  const request = requestFor(place, pushed);
  const reply = api.sync(request);
  // It may fail before somebody asks for it, or nobody asks any more.
  reply.catch(() => undefined);
  return { request, pushed, page, reply };
}

/**
 * Sends the next page of own records. Undefined where nothing is on its way: none is left, or all had to go into the outbox.
 * @param direct false: all go through the outbox, which holds back what stands over an unreadable row.
 */
export async function sendPage(parts: SendParts, place: Place, searching: Searching, direct: boolean): Promise<Sent | undefined> {
  const page = await search(parts, searching, LARGEST_PUSH);
  const ready = direct ? pushable(page) : [];
  if (ready.length === 0) {
    await offer(parts, page, page.versions, true);
    return undefined;
  }
  const taken = new Set(ready.map(({ id }) => id));
  const others = page.versions.filter(({ rec }) => !taken.has(rec.id));
  const offered = others.length > 0 ? await offer(parts, page, others, false) : [];
  return send(parts, place, [...ready, ...offered], page);
}

/**
 * The request to be sent as soon as a reply is here, while it is still being written: the next page of a long fetch or push.
 * Its own reply is good only if what it is built upon was written.
 */
export async function following(parts: SendParts, { request, pushed, page }: Sent, { c, m, r, k }: SyncReply): Promise<Sent | undefined> {
  const place = { epoch: request.e, cursor: c };
  if (m) return pushed.length === 0 ? send(parts, place, []) : undefined;
  if (!page || page.next === null || r.length + k.length > 0) return undefined;
  return sendPage(parts, place, { gen: page.gen, scan: page.next }, true);
}
