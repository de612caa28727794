/** The page, as far as its leaving and its return go. In a worker these events never come. */
export type Page = Pick<EventTarget, "addEventListener">;

/**
 * Ends the transactions of a page that is left. WebKit puts such a page aside for the way back; a transaction that waits
 * for an event there keeps its object stores locked, and the next page can read but never save (seen in WebKitGTK 2.50).
 * What is already committing goes on: only what is still being decided ends, and is done again when the page returns.
 */
export class Leaving {
  private readonly running = new Set<IDBTransaction>();
  private returned: Promise<void> | undefined;

  constructor(private readonly page: Page) {
    page.addEventListener("pagehide", () => this.leave());
  }

  /** Keeps every transaction of the database in view, those of idb's shortcuts too. */
  watch(database: IDBDatabase): void {
    const start = database.transaction.bind(database);
    database.transaction = (...order) => {
      const transaction = start(...order);
      const ended = (): void => { this.running.delete(transaction); };
      this.running.add(transaction);
      transaction.addEventListener("complete", ended);
      transaction.addEventListener("abort", ended);
      return transaction;
    };
  }

  /** Resolves when the page is in view again; at once where it was not left. */
  over(): Promise<void> {
    return this.returned ?? Promise.resolve();
  }

  private leave(): void {
    this.returned = new Promise((resolve) => {
      this.page.addEventListener("pageshow", () => { this.returned = undefined; resolve(); }, { once: true });
    });
    for (const transaction of this.running) end(transaction);
  }
}

function end(transaction: IDBTransaction): void {
  try {
    transaction.abort();
  } catch {
    // It is committing: that needs nothing more of this page.
  }
}
