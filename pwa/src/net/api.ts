import type { Figures, Library, Poses } from "../core/library.ts";
import type { Reading } from "../core/reading.ts";
import type { QueuedCall } from "../core/rows.ts";

/** The protocol this app speaks. */
const PROTOCOL = 1;
const PATIENCE_MS = 30_000;

/** The server refused: `slug` names the problem (RFC 9457). */
export class ApiProblem extends Error {
  constructor(readonly slug: string, readonly status: number, readonly detail: string, readonly extras: Record<string, unknown>) {
    super(`${slug}: ${detail}`);
    this.name = "ApiProblem";
  }

  /** How long the server asks to be left alone; ms. */
  get retryAfter(): number | undefined {
    const seconds = this.extras["retry_after"];
    return typeof seconds === "number" ? seconds * 1000 : undefined;
  }
}

/** No answer: no signal, server away, or too slow. Nothing is known about what the server did. */
export class Offline extends Error {
  constructor(options?: ErrorOptions) {
    super("The server did not answer.", options);
    this.name = "Offline";
  }
}

/** A sealed version on the wire. Ids and blobs are base64url. */
export interface WireRow { i: string; m: string; d: 0 | 1; s: number; x: string }
export interface WirePush { i: string; b: string[]; m: string; d: 0 | 1; x: string }
/** `e` epoch, `c` cursor, `n` page size, `p` pushed versions. */
export interface SyncRequest { e: string; c: number; n: number; p: WirePush[] }
/** `a` acknowledged [id, seq], `k` standing in the way, `r` rows, `c` new cursor, `m` more, `g` [count, digest]. */
export interface SyncReply { e: string; a: [string, number][]; k: WireRow[]; r: WireRow[]; c: number; m: boolean; g: [number, string] }
/** `h` head, `x` id and version id of every row, 32 bytes each. */
export interface Inventory { e: string; h: number; x: string }

export interface Status { protocol: number; build: string; now: number; registration: "open" | "invite" | "closed"; push_key: string | null }
export interface DeviceRow {
  device: string;
  name: string | null;
  created: number;
  last_seen: number;
  me: boolean;
  push: { state: string; last_success: number | null } | null;
}
export interface NewAccount { account: string; lookup: string; auth: string; keyring: string; invite?: string }
export interface Joined { account: string; epoch: string; keyring: string; version: number }
export interface Keyring { version: number; keyring: string; lookup: string }
export interface Subscription { endpoint: string; p256dh: string; auth: string; key: string }
export interface SubscriptionState { state: "none" | "active" | "failing" | "gone"; last_success: number | null; last_error: string | null }
export interface PlannedReminder { rid: string; version: number; next: number | null }
export interface Occurrence { nominal: string; state: "done" | "skipped" | "later"; until?: number }

export interface ApiParts {
  /** "" for the origin the app came from. */
  origin: string;
  /** Of the app, sent with every call. */
  build: string;
  /** The device token. */
  token(): Promise<string | undefined>;
}

type Method = "GET" | "POST" | "PUT" | "DELETE";

/** Every call of the API. All reject with ApiProblem or Offline. */
export interface Api {
  status(): Promise<Status>;
  createDevice(): Promise<{ device: string; token: string }>;
  removeMe(): Promise<void>;
  devices(): Promise<{ devices: DeviceRow[] }>;
  changeMe(change: { name?: string; zone?: string }): Promise<void>;
  removeDevice(device: string): Promise<void>;
  createAccount(account: NewAccount): Promise<{ epoch: string }>;
  join(proof: { lookup: string; auth: string }): Promise<Joined>;
  deleteAccount(): Promise<void>;
  keyring(): Promise<Keyring>;
  replaceKeyring(change: { version: number; lookup: string; auth: string; keyring: string }): Promise<{ version: number }>;
  leaveInMailbox(id: string, blob: string): Promise<void>;
  takeFromMailbox(id: string): Promise<{ blob: string }>;
  sync(request: SyncRequest): Promise<SyncReply>;
  records(): Promise<Inventory>;
  subscription(): Promise<SubscriptionState>;
  subscribe(subscription: Subscription): Promise<void>;
  unsubscribe(): Promise<void>;
  testPush(): Promise<{ at: number }>;
  reminders(): Promise<{ reminders: PlannedReminder[] }>;
  putReminder(rid: string, reminder: Record<string, unknown>): Promise<{ version: number; next: number | null }>;
  deleteReminder(rid: string): Promise<void>;
  occurrence(rid: string, occurrence: Occurrence): Promise<{ state: string }>;
  /** A call that was queued while there was no signal. */
  send(call: QueuedCall): Promise<unknown>;
  /** Server time minus phone time in ms, whole seconds, as of the last answer; undefined before the first. */
  skew(): number | undefined;
}

export function createApi(parts: ApiParts): Api {
  let skew: number | undefined;
  const call = async <T>(method: Method, path: string, body?: unknown): Promise<T> => {
    const response = await ask(parts, method, path, body);
    const date = Date.parse(response.headers.get("Date") ?? "");
    if (!Number.isNaN(date)) skew = date - Math.floor(Date.now() / 1000) * 1000;
    return answer<T>(response);
  };
  return {
    status: () => call("GET", "/status"),
    createDevice: () => call("POST", "/devices", {}),
    removeMe: () => call("DELETE", "/devices/me"),
    devices: () => call("GET", "/devices"),
    changeMe: (change) => call("PUT", "/devices/me", change),
    removeDevice: (device) => call("DELETE", `/devices/${device}`),
    createAccount: (account) => call("POST", "/accounts", account),
    join: (proof) => call("POST", "/accounts/join", proof),
    deleteAccount: () => call("DELETE", "/account"),
    keyring: () => call("GET", "/keyring"),
    replaceKeyring: (change) => call("PUT", "/keyring", change),
    leaveInMailbox: (id, blob) => call("PUT", `/mailbox/${id}`, { blob }),
    takeFromMailbox: (id) => call("DELETE", `/mailbox/${id}`),
    sync: (request) => call("POST", "/sync", request),
    records: () => call("GET", "/records"),
    subscription: () => call("GET", "/subscription"),
    subscribe: (subscription) => call("PUT", "/subscription", subscription),
    unsubscribe: () => call("DELETE", "/subscription"),
    testPush: () => call("POST", "/subscription/test", {}),
    reminders: () => call("GET", "/reminders"),
    putReminder: (rid, reminder) => call("PUT", `/reminders/${rid}`, reminder),
    deleteReminder: (rid) => call("DELETE", `/reminders/${rid}`),
    occurrence: (rid, occurrence) => call("POST", `/reminders/${rid}/occurrences`, occurrence),
    send: ({ method, path, body }) => call(method, path, body),
    skew: () => skew,
  };
}

async function ask(parts: ApiParts, method: Method, path: string, body: unknown): Promise<Response> {
  const token = await parts.token();
  const headers: Record<string, string> = { "Unknot-Version": `${PROTOCOL}/${parts.build}` };
  if (token !== undefined) headers["Authorization"] = `Bearer ${token}`;
  if (body !== undefined) headers["Content-Type"] = "application/json";
  const signal = AbortSignal.timeout(PATIENCE_MS);
  try {
    return await fetch(`${parts.origin}/api/v1${path}`, {
      method, headers, signal, credentials: "omit", redirect: "error", cache: "no-store",
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  } catch (error) {
    throw new Offline({ cause: error });
  }
}

async function answer<T>(response: Response): Promise<T> {
  if (response.status === 204) return undefined as T;
  let body: unknown;
  try {
    body = await response.json();
  } catch (error) {
    // Cut on the way, or a page of a proxy or a hotel's login instead of our server.
    throw new Offline({ cause: error });
  }
  if (response.ok) return body as T;
  const { type, status: _status, detail, title: _title, ...extras } = (body ?? {}) as Record<string, unknown>;
  const retryAfter = Number(response.headers.get("Retry-After"));
  if (retryAfter > 0) extras["retry_after"] = retryAfter;
  const slug = typeof type === "string" ? type.replace(/^\/problems\//u, "") : "internal";
  throw new ApiProblem(slug, response.status, typeof detail === "string" ? detail : "", extras);
}

/** The build writes the addresses of the content files, whose names hold their hash. */
declare const __CONTENT_URL__: string;
declare const __ARTICLES_URL__: string;
declare const __FIGURES_URL__: string;
declare const __POSES_URL__: string;

/** Routines, muscles, movements, safety. From the cache of the worker when there is no signal. @throws Offline */
export function loadContent(): Promise<Library> {
  return load<Library>(__CONTENT_URL__);
}

/** Articles and glossary. @throws Offline */
export function loadReading(): Promise<Reading> {
  return load<Reading>(__ARTICLES_URL__);
}

/** The outlines of the body. @throws Offline */
export function loadFigures(): Promise<Figures> {
  return load<Figures>(__FIGURES_URL__);
}

/** Pictures of what a person does. @throws Offline */
export function loadPoses(): Promise<Poses> {
  return load<Poses>(__POSES_URL__);
}

async function load<T>(url: string): Promise<T> {
  try {
    const response = await fetch(url);
    if (response.ok) return await response.json() as T;
  } catch (error) {
    throw new Offline({ cause: error });
  }
  throw new Offline();
}
