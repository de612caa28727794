/** Why the phone could not keep something. `full`: no room; `lost`: the database does not answer; `newer`: a newer
 * version of the app has upgraded it; `blocked`: another tab holds an older one open; `long`: the entry is too long. */
export type StoreReason = "full" | "lost" | "newer" | "blocked" | "long";

export class StoreProblem extends Error {
  constructor(readonly reason: StoreReason, options?: ErrorOptions) {
    super(`The phone's storage is ${reason}.`, options);
    this.name = "StoreProblem";
  }
}

/** Gives a failure of IndexedDB the name that a screen has a sentence for. */
export function storeProblem(error: unknown): StoreProblem {
  if (error instanceof StoreProblem) return error;
  const name = error instanceof Error || error instanceof DOMException ? error.name : "";
  if (name === "QuotaExceededError") return new StoreProblem("full", { cause: error });
  if (name === "VersionError") return new StoreProblem("newer", { cause: error });
  return new StoreProblem("lost", { cause: error });
}
