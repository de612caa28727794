import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { fromCode, grouped, possible, SECRET_BYTES, toCode } from "../../pwa/src/core/code.ts";
import { pairLink, readBrought } from "../../pwa/src/core/link.ts";

const TYPOS = process.env["UNKNOT_SIZE"] === "full" ? 100_000 : 5_000;
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const secrets = fc.uint8Array({ minLength: SECRET_BYTES, maxLength: SECRET_BYTES }).map((bytes) => {
  bytes[SECRET_BYTES - 1] = (bytes[SECRET_BYTES - 1] ?? 0) & 0b1100_0000;
  return bytes;
});
const typos = { numRuns: TYPOS };

test("every secret comes back from its code", () => {
  fc.assert(fc.property(secrets, (secret) => assert.deepEqual([...fromCode(toCode(secret))], [...secret])));
});

test("a code is seven groups of four", () => {
  assert.match(toCode(new Uint8Array(SECRET_BYTES).fill(7)), /^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}$/u);
});

test("how a person writes it does not matter: small letters, spaces, O for 0, I and l for 1", () => {
  fc.assert(fc.property(secrets, (secret) => {
    const written = toCode(secret).toLowerCase().replaceAll("-", " ").replaceAll("0", "o").replace("1", "I").replace("1", "l");
    assert.deepEqual([...fromCode(written)], [...secret]);
  }));
});

test("one wrong symbol is always noticed", () => {
  fc.assert(fc.property(secrets, fc.nat(27), fc.nat(31), (secret, at, symbol) => {
    const code = toCode(secret).replaceAll("-", "");
    const typed = code.slice(0, at) + (ALPHABET[symbol] ?? "") + code.slice(at + 1);
    assert.equal(fromCode(typed) === "wrong", typed !== code);
  }), typos);
});

test("two neighbours in the wrong order are always noticed", () => {
  fc.assert(fc.property(secrets, fc.nat(26), (secret, at) => {
    const code = toCode(secret).replaceAll("-", "");
    const typed = code.slice(0, at) + (code[at + 1] ?? "") + (code[at] ?? "") + code.slice(at + 2);
    assert.equal(fromCode(typed) === "wrong", typed !== code);
  }), typos);
});

test("a code that is not complete is called short, not wrong", () => {
  const code = toCode(new Uint8Array(SECRET_BYTES));
  for (let length = 0; length < code.length - 1; length++) assert.equal(fromCode(code.slice(0, length)), "short");
});

test("a letter that no code has is noticed while typing", () => {
  assert.equal(possible("AB7U"), false);
  assert.equal(possible("ab7o"), true);
  assert.equal(grouped("ab7ok2"), "AB70-K2");
});

test("a pairing link and a code are told apart", () => {
  const pairing = "A".repeat(22);
  assert.deepEqual(readBrought(` ${pairLink("https://unknot.example", pairing)}\n`), { is: "link", pairing });
  assert.equal(readBrought("https://unknot.example/pair#short").is, "wrong");
  assert.equal(readBrought(toCode(new Uint8Array(SECRET_BYTES))).is, "code");
});
