import { exampleEntries } from "../../../pwa/src/core/example.ts";
import type { Entry, Headache, Id } from "../../../pwa/src/core/records.ts";
import { randomId } from "../../../pwa/src/vault/mid.ts";

const HALF_YEAR = 182 * 86_400_000;
const OFFSET = 60;
const WORDS = ["after", "screen", "left", "temple", "slept", "badly", "neck", "stiff", "coffee", "walked", "better", "by", "evening", "long", "drive", "rain"];
/** Characters of a note with which a record's JSON has about 500 bytes: 434 to 567. */
const NOTE = { least: 215, most: 345 };

/** `count` records of about 500 bytes, one an hour back from `now` (UTC ms); always the same for a `now`, but for their ids. */
export function records(count: number, now: number): Headache[] {
  return Array.from({ length: count }, (_, index) => {
    const at = now - index * 3_600_000;
    const stamp = { v: 1, at, offset: OFFSET, on_day: new Date(at + OFFSET * 60_000).toISOString().slice(0, 10), edited_at: at };
    return { id: randomId(), kind: "headache", ...stamp, ended_at: at + 1_800_000, ended_offset: OFFSET, note: note(index) };
  });
}

function note(index: number): string {
  const length = NOTE.least + (index * 7919) % (NOTE.most - NOTE.least);
  let text = "";
  for (let word = index; text.length < length; word += 5) text += `${WORDS[(word * 31) % WORDS.length] ?? ""} `;
  return text.slice(0, length);
}

/** A diary as people have it, of at least `count` entries: the example's half year, again and again into the past. */
export function diary(count: number, now: number): Entry[] {
  const entries: Entry[] = [];
  for (let until = now; entries.length < count; until -= HALF_YEAR) {
    const ids = new Map<Id, Id>();
    const anew = (id: Id): Id => {
      const kept = ids.get(id) ?? randomId();
      ids.set(id, kept);
      return kept;
    };
    const half = exampleEntries(until, OFFSET).filter(({ kind }) => kind !== "settings" || until === now);
    entries.push(...half.map((entry) => {
      const about = (entry as { headache?: unknown }).headache;
      return { ...entry, id: anew(entry.id), ...(entry.kind !== "checkin" && typeof about === "string" && { headache: anew(about) }) };
    }));
  }
  return entries;
}
