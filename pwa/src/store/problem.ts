/** Why the phone could not keep something. `full`: no room; `lost`: the database does not answer; `newer`: a newer
 * version of the app has upgraded it; `blocked`: another tab holds an older one open; `long`: the entry is too long. */
export type StoreReason = "full" | "lost" | "newer" | "blocked" | "long";

export class StoreProblem extends Error {
  constructor(readonly reason: StoreReason, options?: ErrorOptions) {
    super(`The phone's storage is ${reason}.`, options);
    this.name = "StoreProblem";
  }
}

/** Failures of the platform that a screen has a sentence for; everything else is a mistake of ours and stays as it is. */
const REASONS: Record<string, StoreReason> = {
  QuotaExceededError: "full",
  VersionError: "newer",
  AbortError: "lost",
  InvalidStateError: "lost",
  NotFoundError: "lost",
  TransactionInactiveError: "lost",
  UnknownError: "lost",
};

export function storeProblem(error: unknown): unknown {
  const reason = error instanceof Error || error instanceof DOMException ? REASONS[error.name] : undefined;
  return reason ? new StoreProblem(reason, { cause: error }) : error;
}
