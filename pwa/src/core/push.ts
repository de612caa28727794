/**
 * Why this device cannot be reminded. `insecure`: no https; `ios-tab`: an iPhone's browser, not the Home Screen;
 * `private`: no worker, as in private windows; `unsupported`: no push; `blocked`: refused earlier; `denied`: refused just
 * now; `unanswered`: the question was closed; `unreachable`: the browser's push service did not answer; `offline`: our
 * server did not answer; `refused`: our server does not push to this browser.
 */
export type PushTrouble =
  | "insecure" | "ios-tab" | "private" | "unsupported" | "blocked" | "denied" | "unanswered" | "unreachable" | "offline" | "refused";

/** How it stands. `lastSuccess` is UTC ms of the last push that the push service took, null before the first. */
export type PushState =
  | { at: "off" }
  | { at: "on"; lastSuccess: number | null; failing: boolean }
  | { at: "trouble"; trouble: PushTrouble };

/** What a push is about, read from the declarative message of the server. */
export type Pushed =
  | { about: "reminder"; rid: string; nominal: string; silent: boolean }
  | { about: "test" }
  | { about: "late" }
  | { about: "unknown" };

/** What a push says; "unknown" for an empty, malformed or newer one, which still has to be shown. */
export function readPush(text: string | undefined): Pushed {
  const message = parsed(text);
  const notification = message["web_push"] === 8030 ? object(message["notification"]) : {};
  const navigate = address(notification["navigate"]);
  const [, rid] = /^\/r\/([\w-]{22})$/.exec(navigate?.path ?? "") ?? [];
  const nominal = navigate?.query.get("o") ?? "";
  if (rid !== undefined && /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(nominal)) return { about: "reminder", rid, nominal, silent: notification["silent"] === true };
  if (navigate?.path !== "/settings/reminders") return { about: "unknown" };
  return { about: navigate.query.has("late") ? "late" : "test" };
}

function parsed(text: string | undefined): Record<string, unknown> {
  try {
    return object(JSON.parse(text ?? ""));
  } catch {
    return {};
  }
}

function object(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? value as Record<string, unknown> : {};
}

/** Path and query of an address; whatever origin a message names, the app opens its own. */
function address(value: unknown): { path: string; query: ReadonlyMap<string, string> } | undefined {
  const [, path, query = ""] = /^https?:\/\/[^/]+(\/[^?#]*)(?:\?([^#]*))?$/.exec(typeof value === "string" ? value : "") ?? [];
  if (path === undefined) return undefined;
  const fields = query.split("&").map((pair): [string, string] => [pair.split("=")[0] ?? "", pair.split("=")[1] ?? ""]);
  return { path, query: new Map(fields) };
}
