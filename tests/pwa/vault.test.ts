import assert from "node:assert/strict";
import { test } from "node:test";
import { fromBase64, toBase64 } from "../../pwa/src/core/base64.ts";
import type { Entry } from "../../pwa/src/core/records.ts";
import { newPairing, pairing, unwrapSecret, wrapSecret } from "../../pwa/src/vault/pairing.ts";
import { keepSecret, keptSecret, newSecret, recovery } from "../../pwa/src/vault/recovery.ts";
import { deriveId, importRing, openKeyring, sealKeyring, withNewKey, type Ring, type RingKey } from "../../pwa/src/vault/ring.ts";
import { pad, seal, Unreadable, unpad, unseal, type Place } from "../../pwa/src/vault/seal.ts";
import vectors from "../cases/vault.json";

const KEYS: RingKey[] = [{ kid: 1, key: vectors.key, idkey: vectors.idkey, created: 0 }];
const PLACE: Place = { id: vectors.id, mid: vectors.mid, dead: false };
const ENTRY = vectors.entry as unknown as Entry;
const ring = (): Promise<Ring> => importRing(vectors.account, 1, KEYS);

async function refused(opening: Promise<unknown>): Promise<string> {
  try {
    await opening;
  } catch (error) {
    return error instanceof Unreadable ? error.reason : String(error);
  }
  return "opened";
}

test("the same secret gives the same lookup, proof and ids on every phone, for ever", async () => {
  const { lookup, auth } = await recovery(fromBase64(vectors.secret));
  assert.equal(toBase64(lookup), vectors.lookup);
  assert.equal(toBase64(auth), vectors.auth);
  assert.equal(await deriveId((await ring()).idkey, "day|2026-11-22"), vectors.day_id);
});

test("a record sealed with a known nonce has exactly these bytes", async () => {
  const blob = await seal(await ring(), PLACE, { a: [], d: ENTRY }, fromBase64(vectors.nonce));
  assert.equal(toBase64(blob), vectors.blob);
  assert.deepEqual(await unseal(await ring(), PLACE, fromBase64(vectors.blob)), { a: [], d: ENTRY });
});

test("one flipped bit anywhere in a row is noticed", async () => {
  const keys = await ring();
  const blob = await seal(keys, PLACE, { a: [], d: ENTRY });
  for (let bit = 0; bit < blob.length * 8; bit++) {
    const flipped = blob.slice();
    flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    assert.notEqual(await refused(unseal(keys, PLACE, flipped)), "opened", `bit ${bit}`);
  }
});

test("the server can neither move a row, nor bring back an old version, nor make a deletion", async () => {
  const keys = await ring();
  const blob = await seal(keys, PLACE, { a: [], d: ENTRY });
  const other = toBase64(new Uint8Array(16).fill(9));
  assert.equal(await refused(unseal(keys, { ...PLACE, id: other }, blob)), "broken");
  assert.equal(await refused(unseal(keys, { ...PLACE, mid: other }, blob)), "broken");
  assert.equal(await refused(unseal(keys, { ...PLACE, dead: true }, blob)), "broken");
  assert.equal(await refused(unseal({ ...keys, account: other }, PLACE, blob)), "broken");
});

test("a row of a newer suite or key is told apart from a broken one", async () => {
  const keys = await ring();
  const blob = await seal(keys, PLACE, { a: [], d: ENTRY });
  assert.equal(await refused(unseal(keys, PLACE, Uint8Array.from([2, ...blob.slice(1)]))), "suite");
  assert.equal(await refused(unseal(keys, PLACE, Uint8Array.from([1, 0, 7, ...blob.slice(3)]))), "key");
});

test("sizes come in steps of 256 bytes", () => {
  for (const length of [0, 1, 252, 253, 508, 509, 70_000]) {
    const padded = pad(new Uint8Array(length).fill(1));
    assert.equal(padded.length % 256, 0);
    assert.equal(unpad(padded).length, length);
  }
});

test("keys from the keyring cannot be read out again", async () => {
  const keys = await ring();
  for (const key of [keys.idkey, ...keys.keys.values()]) await assert.rejects(crypto.subtle.exportKey("raw", key));
});

test("a keyring opens only with its own code, account and version, and keeps its old keys", async () => {
  const [mine, stranger] = await Promise.all([recovery(newSecret()), recovery(newSecret())]);
  const keys = withNewKey(withNewKey([], 1), 2);
  const blob = await sealKeyring(mine.wrap, "account", 2, keys);
  assert.deepEqual(await openKeyring(mine.wrap, "account", 2, blob), keys);
  assert.equal(keys[0]?.idkey, keys[1]?.idkey);
  assert.equal(await refused(openKeyring(stranger.wrap, "account", 2, blob)), "broken");
  assert.equal(await refused(openKeyring(mine.wrap, "account", 1, blob)), "broken");
  assert.equal(await refused(openKeyring(mine.wrap, "another", 2, blob)), "broken");
});

test("after a renewal old rows still open and new ones are sealed with the new key", async () => {
  const first = withNewKey([], 1);
  const [before, after] = await Promise.all([importRing("account", 1, first), importRing("account", 2, withNewKey(first, 2))]);
  const old = await seal(before, PLACE, { a: [], d: ENTRY });
  assert.deepEqual((await unseal(after, PLACE, old)).d, ENTRY);
  assert.equal(await refused(unseal(before, PLACE, await seal(after, PLACE, { a: [], d: ENTRY }))), "key");
});

test("the phone keeps its secret so that it can be shown again", async () => {
  const secret = newSecret();
  const kept = await keepSecret(secret);
  assert.equal(toBase64(await keptSecret(kept)), toBase64(secret));
  await assert.rejects(crypto.subtle.exportKey("raw", kept.key));
});

test("a pairing secret opens its own mailbox only", async () => {
  const secret = newSecret();
  const [offered, another] = await Promise.all([newPairing(), newPairing()]);
  const blob = await wrapSecret(offered, secret);
  assert.deepEqual(await unwrapSecret(await pairing(offered.secret), blob), secret);
  await assert.rejects(unwrapSecret({ ...another, mailbox: offered.mailbox }, blob));
  await assert.rejects(unwrapSecret({ ...offered, mailbox: another.mailbox }, blob));
});
