import assert from "node:assert/strict";
import { test } from "node:test";
import { readPush } from "../../pwa/src/core/push.ts";

const RID = "AAAAAAAAAAAAAAAAAAAAAA";
const message = (navigate: unknown, more: object = {}): string =>
  JSON.stringify({ web_push: 8030, notification: { title: "Unknot", navigate, ...more }, mutable: true });

test("the server's message names its reminder and time", () => {
  assert.deepEqual(readPush(message(`https://unknot.example/r/${RID}?o=2026-11-24T08:00`)), { about: "reminder", rid: RID, nominal: "2026-11-24T08:00", silent: false });
  assert.equal((readPush(message(`https://unknot.example/r/${RID}?o=2026-11-24T08:00`, { silent: true })) as { silent: boolean }).silent, true);
});

test("a test and a digest are told apart", () => {
  assert.deepEqual(readPush(message("https://unknot.example/settings/reminders?test=1")), { about: "test" });
  assert.deepEqual(readPush(message("https://unknot.example/settings/reminders?late=1")), { about: "late" });
});

for (const text of [
  undefined, "", "hello", "{", "null", "[]", "42", "{}", "{\"web_push\":8030}", message(null), message("javascript:alert(1)"), message("/r/x"),
  message(`https://unknot.example/r/${RID}`), message(`https://unknot.example/r/${RID}?o=now`), message(`https://unknot.example/r/short?o=2026-11-24T08:00`),
  message("https://unknot.example/new"), message(`https://unknot.example/r/${RID}?o=2026-11-24T08:00`).replace("8030", "8031"),
]) {
  test(`what is not understood is unknown, and nothing breaks: ${text}`, () => { assert.deepEqual(readPush(text), { about: "unknown" }); });
}
