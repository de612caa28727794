import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import type { Entry } from "../../pwa/src/core/records.ts";
import { CALM } from "./simulation/network.ts";
import { People } from "./simulation/people.ts";

let { phone, tablet, server, network } = new People();
beforeEach(() => { ({ phone, tablet, server, network } = new People()); });

const monday = { kind: "headache", on_day: "2026-11-23" } as const;

test("an entry made on the phone is on the tablet after both have synced", async () => {
  await phone.turnsOn();
  const entry = await phone.notes({ ...monday, note: "after lunch" });
  await phone.syncs();
  await tablet.joins();
  await tablet.syncs();
  assert.deepEqual(tablet.sees(entry.id), phone.sees(entry.id));
});

test("what was noted before sync was turned on is sent in pages, and a second phone fetches it", async () => {
  for (let day = 0; day < 1_200; day++) await phone.notes({ ...monday, note: `number ${day}` });
  await phone.turnsOn();
  await phone.syncs();
  assert.equal(server.rows.size, 1_200);
  assert.equal(server.requests, 3);
  await tablet.joins();
  await tablet.syncs();
  assert.equal(tablet.count, 1_200);
  assert.equal(server.requests, 5);
});

test("turning sync on writes each entry once, and a sync with nothing to do writes nothing", async () => {
  for (let day = 0; day < 1_200; day++) await phone.notes({ ...monday, note: `number ${day}` });
  await phone.turnsOn();
  const before = phone.written;
  await phone.syncs();
  const after = phone.written;
  assert.deepEqual([after.rows - before.rows, after.transactions - before.transactions], [1_200, 3]);
  await phone.syncs();
  assert.deepEqual(phone.written, after);
});

test("an entry corrected after its first push lost its answer is sent without a question", async () => {
  const entry = await phone.notes({ ...monday, note: "one" });
  await phone.turnsOn();
  network.faults = { ...CALM, cut: 1 };
  await phone.syncs();
  assert.ok(server.rows.has(entry.id));
  network.faults = CALM;
  await phone.changes(entry.id, { note: "two" });
  await phone.syncs();
  await tablet.joins();
  await tablet.syncs();
  const seen = tablet.sees(entry.id) as Entry & { note: string };
  assert.deepEqual([seen.note, seen.alt], ["two", undefined]);
});

test("check-ins that get the account's name for their day go in the same requests as the other entries", async () => {
  for (let day = 10; day < 30; day++) await phone.notes({ kind: "checkin", on_day: `2026-11-${day}`, headache: "no" });
  for (let count = 0; count < 900; count++) await phone.notes({ ...monday, note: `number ${count}` });
  await phone.turnsOn();
  await phone.syncs();
  assert.deepEqual([server.rows.size, server.requests], [920, 2]);
});

test("two phones that checked in on the same day before they knew each other have one check-in, and both answers", async () => {
  await phone.notes({ kind: "checkin", on_day: "2026-11-23", headache: "yes" }, 100);
  await tablet.notes({ kind: "checkin", on_day: "2026-11-23", headache: "no" }, 200);
  await phone.turnsOn();
  await phone.syncs();
  await tablet.joins();
  await tablet.syncs();
  await phone.syncs();
  assert.equal(phone.count, 1);
  assert.equal(tablet.count, 1);
  const [merged] = phone.all as (Entry & { headache: string })[];
  assert.equal(merged?.headache, "no");
  assert.deepEqual(merged?.alt?.["headache"], ["yes"]);
});

test("different fields changed on two phones without signal are both kept, without a question", async () => {
  const entry = await phone.sharesWith(tablet, { ...monday, note: "left" });
  await phone.changes(entry.id, { note: "right" });
  await tablet.changes(entry.id, { place: "at work" });
  await phone.syncs();
  await tablet.syncs();
  await phone.syncs();
  const { alt, ...seen } = phone.sees(entry.id) as Entry & { note: string; place: string };
  assert.deepEqual([seen.note, seen.place, alt], ["right", "at work", undefined]);
  assert.deepEqual(tablet.sees(entry.id), phone.sees(entry.id));
});

test("a deleted entry stays deleted, unless the other phone had changed it unaware", async () => {
  const kept = await phone.sharesWith(tablet, { ...monday, note: "kept" });
  const gone = await phone.sharesWith(tablet, { ...monday, note: "gone" });
  await phone.deletes(kept.id);
  await phone.deletes(gone.id);
  await tablet.changes(kept.id, { note: "changed" });
  await phone.syncs();
  await tablet.syncs();
  await phone.syncs();
  assert.equal(phone.sees(gone.id), undefined);
  assert.equal(tablet.sees(gone.id), undefined);
  assert.deepEqual(phone.sees(kept.id)?.alt, { deleted: [true] });
});

test("a deletion can be taken back after it was synced", async () => {
  const entry = await phone.sharesWith(tablet, { ...monday, note: "again" });
  const undo = await phone.deletes(entry.id);
  await phone.syncs();
  await undo();
  await phone.syncs();
  await tablet.syncs();
  assert.equal((tablet.sees(entry.id) as Entry & { note: string }).note, "again");
});

test("fields and kinds of a newer app survive an edit and a sync by an older one", async () => {
  const entry = await phone.sharesWith(tablet, { ...monday, invented_later: { deep: [1, 2] } });
  const other = await phone.sharesWith(tablet, { kind: "kind-of-2031", on_day: "2026-11-23" });
  await tablet.changes(entry.id, { note: "old app" });
  await tablet.syncs();
  await phone.syncs();
  assert.deepEqual((phone.sees(entry.id) as Entry & { invented_later: unknown }).invented_later, { deep: [1, 2] });
  assert.ok(tablet.sees(other.id));
});

test("a row sealed with a key this phone does not have waits, and shows once the key is there", async () => {
  await phone.sharesWith(tablet, { ...monday, note: "before" });
  phone.kid = 2;
  const entry = await phone.notes({ ...monday, note: "with the new key" });
  await phone.syncs();
  const outcome = await tablet.syncs();
  assert.equal(outcome?.unreadable, 1);
  assert.equal(tablet.sees(entry.id), undefined);
  tablet.kid = 2;
  await tablet.syncs();
  assert.ok(tablet.sees(entry.id));
});

test("after the server is restored the phones give back what it lost", async () => {
  const before = await phone.sharesWith(tablet, { ...monday, note: "in the backup" });
  server.backup();
  const after = await phone.sharesWith(tablet, { ...monday, note: "after the backup" });
  server.restore();
  await tablet.changes(before.id, { note: "changed meanwhile" });
  await tablet.syncs();
  await phone.syncs();
  assert.equal(server.rows.size, 2);
  assert.ok(phone.sees(after.id));
  assert.equal((phone.sees(before.id) as Entry & { note: string }).note, "changed meanwhile");
  assert.equal(phone.sees(before.id)?.alt, undefined);
});

test("a server restored without a new epoch is found out by its digest, and given back what it lost", async () => {
  await phone.sharesWith(tablet, { ...monday, note: "in the backup" });
  server.backup();
  await phone.sharesWith(tablet, { ...monday, note: "lost" });
  await phone.sharesWith(tablet, { ...monday, note: "lost, too" });
  server.restoreUnnoticed();
  const outcome = await phone.syncs();
  assert.equal(outcome?.repaired, true);
  await tablet.syncs();
  assert.equal(server.rows.size, 3);
});

test("sixty days without signal on four phones end in two rounds", async () => {
  const people = new People(4);
  const [first, ...others] = people.phones;
  await first?.turnsOn();
  const shared = await first?.notes({ ...monday, note: "shared" });
  await first?.syncs();
  for (const other of others) {
    await other.joins();
    await other.syncs();
  }
  for (const [at, each] of people.phones.entries()) {
    for (let day = 0; day < 60; day++) await each.notes({ ...monday, note: `phone ${at} day ${day}` });
    await each.changes(shared?.id ?? "", { [`field ${at}`]: at, note: `by ${at}` });
  }
  for (let round = 0; round < 2; round++) for (const each of [...people.phones].reverse()) await each.syncs();
  const [one, ...rest] = people.phones.map((each) => JSON.stringify(each.all));
  assert.equal(people.phones[0]?.count, 241);
  for (const other of rest) assert.equal(other, one);
});

test("leaving and coming back changes nothing but what was changed meanwhile", async () => {
  const entry = await phone.sharesWith(tablet, { ...monday, note: "shared" });
  const removed = await phone.sharesWith(tablet, { ...monday, note: "removed while sync was off" });
  tablet.leaves();
  await tablet.changes(entry.id, { note: "changed while sync was off" });
  await tablet.deletes(removed.id);
  await tablet.joins();
  await tablet.syncs();
  await phone.syncs();
  assert.equal((phone.sees(entry.id) as Entry & { note: string }).note, "changed while sync was off");
  assert.equal(phone.sees(entry.id)?.alt, undefined);
  assert.equal(phone.sees(removed.id), undefined);
});

test("nothing to do is one request", async () => {
  await phone.sharesWith(tablet, { ...monday, note: "shared" });
  const before = server.requests;
  await phone.syncs();
  assert.equal(server.requests - before, 1);
});

test("a screen that saves what it read before a sync does not undo what the sync brought", async () => {
  const entry = await phone.sharesWith(tablet, { ...monday, note: "left" });
  const onScreen = phone.opens(entry.id);
  await tablet.changes(entry.id, { place: "at work" });
  await tablet.syncs();
  await phone.syncs();
  await phone.saves({ ...onScreen, note: "right" });
  const seen = phone.sees(entry.id) as Entry & { note: string; place: string };
  assert.deepEqual([seen.note, seen.place, seen.alt], ["right", "at work", undefined]);
});

test("a person who corrects an entry twice in a row is not asked which of their own words to keep", async () => {
  const entry = await phone.sharesWith(tablet, { ...monday, note: "one" });
  const onScreen = { ...phone.opens(entry.id), note: "two" };
  await phone.saves(onScreen);
  await phone.saves({ ...onScreen, note: "three" });
  assert.deepEqual([(phone.sees(entry.id) as Entry & { note: string }).note, phone.sees(entry.id)?.alt], ["three", undefined]);
});

/** Changes an entry while the answer to its push is on the way, and `more` times without signal after it. */
async function changesOnTheWay({ id }: Entry, more: number): Promise<void> {
  let arrive = (): void => undefined;
  network.answers = new Promise((resolve) => { arrive = resolve; });
  const sync = phone.syncs();
  await phone.waits();
  await phone.changes(id, { note: "on the way" });
  network.faults = { ...CALM, lost: 1 };
  arrive();
  await phone.waits();
  await sync;
  for (let time = 1; time <= more; time++) await phone.changes(id, { note: `change ${time}` });
  network.faults = CALM;
}

/** The phone's changes are on the tablet, as they are, after few requests. */
async function arrivesInOneRound({ id }: Entry, note: string): Promise<void> {
  const before = server.requests;
  const outcome = await phone.syncs();
  assert.ok(server.requests - before <= 2, `${server.requests - before} requests`);
  assert.equal(outcome?.waiting, 0);
  await tablet.joins();
  await tablet.syncs();
  const seen = tablet.sees(id) as Entry & { note: string };
  assert.deepEqual([seen.note, seen.alt], [note, undefined]);
}

test("an entry changed eight times, first while its first push was on the way, is sent", async () => {
  await phone.turnsOn();
  const entry = await phone.notes({ ...monday, note: "new" });
  await changesOnTheWay(entry, 7);
  await arrivesInOneRound(entry, "change 7");
});

test("an entry corrected before sync was turned on, and often while its push was on the way, is sent", async () => {
  const entry = await phone.notes({ ...monday, note: "new" });
  await phone.changes(entry.id, { note: "corrected" });
  await phone.turnsOn();
  await changesOnTheWay(entry, 7);
  await arrivesInOneRound(entry, "change 7");
});

test("an old entry that a restored server lacks, changed again while it is given back, is sent", async () => {
  await phone.turnsOn();
  const entry = await phone.notes({ ...monday, note: "new" });
  for (let time = 0; time < 4; time++) await phone.changes(entry.id, { note: `old ${time}` });
  await phone.syncs();
  server.restore();
  await changesOnTheWay(entry, 3);
  await arrivesInOneRound(entry, "change 3");
});

test("a full account still brings what other phones noted, asks once, and says that the rest stays here", async () => {
  const shared = await phone.sharesWith(tablet, { ...monday, note: "shared" });
  server.room = 2;
  await tablet.changes(shared.id, { note: "changed" });
  const fits = await tablet.notes({ ...monday, note: "fits" });
  await tablet.syncs();
  const stays = await phone.notes({ ...monday, note: "stays" });
  const outcome = await phone.syncs();
  assert.deepEqual([outcome?.left, outcome?.waiting, server.refused], ["full", 1, 1]);
  assert.ok(phone.sees(fits.id));
  assert.equal((phone.sees(shared.id) as Entry & { note: string }).note, "changed");
  server.room = 10;
  assert.equal((await phone.syncs())?.left, null);
  assert.ok(server.rows.has(stays.id));
});

for (const pointing of [true, false]) {
  test(`one record that the server does not take, ${pointing ? "named" : "not named"}, stops neither what comes nor the other records`, async () => {
    await phone.sharesWith(tablet, { ...monday, note: "shared" });
    const coming = await tablet.notes({ ...monday, note: "coming" });
    await tablet.syncs();
    const notes = await Promise.all(["one", "two", "three", "four"].map((note) => phone.notes({ ...monday, note })));
    const poisoned = notes[2]?.id ?? "";
    server.poison.add(poisoned);
    server.pointing = pointing;
    const outcome = await phone.syncs();
    assert.deepEqual([outcome?.left, outcome?.waiting], ["refused", 1]);
    assert.ok(server.refused <= (pointing ? 1 : 4), `refused ${server.refused} times`);
    assert.ok(phone.sees(coming.id));
    assert.deepEqual(notes.map(({ id }) => server.rows.has(id)), [true, true, false, true]);
    server.poison.clear();
    assert.equal((await phone.syncs())?.left, null);
    assert.ok(server.rows.has(poisoned));
  });
}

test("several records that the server does not take are found one by one, and none is lost", async () => {
  await phone.turnsOn();
  for (let count = 0; count < 40; count++) {
    const { id } = await phone.notes({ ...monday, note: `number ${count}` });
    if (count % 13 === 5) server.poison.add(id);
  }
  server.pointing = false;
  assert.deepEqual([(await phone.syncs())?.left, server.rows.size, phone.count], ["refused", 37, 40]);
});
