/**
 * Why records do not reach the other phones now. `removed`: another phone took this one off the list; `deleted`: the
 * account is gone; `new-code`: another phone renewed the code; `unreadable`: rows of a newer app; `long`: an entry that
 * is too long for the server; `refused`: one that it cannot read; `storage`: this phone.
 */
export type SyncProblem =
  | "offline" | "server" | "busy" | "removed" | "deleted" | "update" | "server-old" | "full" | "long" | "refused" | "new-code" | "unreadable" | "storage";

/** Why turning on, joining or renewing did not work. */
export type EntryProblem =
  | SyncProblem | "short" | "wrong" | "no-account" | "used-link" | "closed" | "invite" | "changed";
