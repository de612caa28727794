import assert from "node:assert/strict";
import { test } from "node:test";
import { Leaving } from "../../pwa/src/store/leaving.ts";

/** A transaction that tells whether it was ended; one that commits refuses to be, as the standard says. */
class Running extends EventTarget {
  ended = false;
  committing = false;
  abort(): void {
    if (this.committing) throw new DOMException("It is committing.", "InvalidStateError");
    this.ended = true;
    this.dispatchEvent(new Event("abort"));
  }
}

function opened(): { page: EventTarget; leaving: Leaving; begin(): Running } {
  const page = new EventTarget();
  const leaving = new Leaving(page);
  const database = { transaction: () => new Running() } as unknown as IDBDatabase;
  leaving.watch(database);
  return { page, leaving, begin: () => database.transaction("rec") as unknown as Running };
}

test("a page that is left ends what it has not decided, so that the next page can save", () => {
  const { page, begin } = opened();
  const reading = begin();
  page.dispatchEvent(new Event("pagehide"));
  assert.equal(reading.ended, true);
});

test("a save that is already committing outlives its page", () => {
  const { page, begin } = opened();
  const saving = begin();
  saving.committing = true;
  const reading = begin();
  page.dispatchEvent(new Event("pagehide"));
  assert.equal(saving.ended, false);
  assert.equal(reading.ended, true);
});

test("what has ended by itself is not ended again", () => {
  const { page, begin } = opened();
  const read = begin();
  read.dispatchEvent(new Event("complete"));
  page.dispatchEvent(new Event("pagehide"));
  assert.equal(read.ended, false);
});

test("what a leaving page could not do waits for its return", async () => {
  const { page, leaving } = opened();
  await leaving.over();
  page.dispatchEvent(new Event("pagehide"));
  let back = false;
  const again = leaving.over().then(() => { back = true; });
  await Promise.resolve();
  assert.equal(back, false);
  page.dispatchEvent(new Event("pageshow"));
  await again;
  await leaving.over();
});
