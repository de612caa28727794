import type { Entry } from "../../../pwa/src/core/records.ts";

const TOKEN = /^t\d+$/u;

/** Every token that can be seen in an entry: as a value, in a map, or kept as an alternative. */
export function tokensIn(value: unknown): string[] {
  if (typeof value === "string") return TOKEN.test(value) ? [value] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(tokensIn);
}

/** Follows each value a person entered: it must stay visible until a person knowingly replaces it. */
export class Tokens {
  private issued = 0;
  private readonly owed: Set<string> = new Set();
  private readonly settled: Set<string> = new Set();

  next(): string {
    return `t${this.issued++}`;
  }

  get count(): number {
    return this.issued;
  }

  /** A save resolved: from now on the app answers for these. */
  stored(tokens: readonly string[]): void {
    for (const token of tokens) this.owed.add(token);
  }

  /** A person saw these and replaced or deleted them; or the disaster would have taken them from any app. */
  released(tokens: readonly string[]): void {
    for (const token of tokens) this.settled.add(token);
  }

  missingFrom(entries: readonly Entry[]): string[] {
    const visible = new Set(entries.flatMap(tokensIn));
    return [...this.owed].filter((token) => !this.settled.has(token) && !visible.has(token));
  }
}
