import assert from "node:assert/strict";
import { test } from "node:test";
import { createSettings, readBirthYear } from "../../pwa/src/state/settings.ts";
import { createSurroundings } from "../../pwa/src/state/surroundings.ts";
import { stopPushes } from "../../pwa/src/device/push.ts";
import { createStorageCare } from "../../pwa/src/state/storage.ts";
import { askToKeep, readStorage } from "../../pwa/src/device/persist.ts";
import type { Settings } from "../../pwa/src/core/records.ts";
import { createShelf, createWatch, settled } from "./shelf.ts";

const NOW = Date.UTC(2026, 10, 22, 12);

test("one field is changed and the others stay, those of a newer version too", async () => {
  const store = createShelf();
  const settings = createSettings(store, createWatch(NOW));
  await settings.load();
  await settings.change({ birth_year: 1985 });
  store.behind([{ ...(store.entries.get("derived:settings") as Settings), shade: "sepia" }]);
  await settled();
  await settings.change({ theme: "dim" });
  const stored = store.entries.get("derived:settings") as Settings;
  assert.deepEqual([stored.birth_year, stored.theme, stored["shade"]], [1985, "dim", "sepia"]);
  assert.equal(settings.theme.value, "dim");
  assert.equal(settings.age.value, 41);
});

test("the first screens are found as they were left, until they are done", async () => {
  const store = createShelf();
  const left = { page: "place", typed: "1984", country: "PT" } as const;
  await createSettings(store, createWatch(NOW)).keepBegun(left);
  const again = createSettings(store, createWatch(NOW));
  await again.load();
  assert.deepEqual(again.begun(), left);
  await again.change({ welcomed: true });
  assert.equal(await store.local.get("welcome"), undefined);
});

test("nothing chosen follows the phone, and the age is unknown", () => {
  const settings = createSettings(createShelf(), createWatch(NOW));
  assert.equal(settings.theme.value, "auto");
  assert.equal(settings.age.value, undefined);
});

test("a full phone keeps the settings as they were", async () => {
  const store = createShelf();
  const settings = createSettings(store, createWatch(NOW));
  store.full = true;
  await assert.rejects(settings.change({ theme: "dark" }), { reason: "full" });
  assert.equal(settings.theme.value, "auto");
});

test("a birth year is four digits between 1900 and this year", () => {
  assert.equal(readBirthYear(" 1985 ", 2026), 1985);
  for (const wrong of ["", "85", "1899", "2027", "19855", "nineteen", "1985.5"]) assert.equal(readBirthYear(wrong, 2026), undefined, wrong);
});

test("a clock that is years off is told with the server's time, a slow network is not", () => {
  const surroundings = createSurroundings(createWatch(NOW), true);
  surroundings.compare(NOW + 90_000);
  assert.equal(surroundings.serverTime.value, null);
  surroundings.compare(Date.UTC(2029, 0, 1));
  assert.equal(surroundings.serverTime.value, Date.UTC(2029, 0, 1));
});

test("a browser without any storage interface is told as 'does not say'", async () => {
  assert.deepEqual(await readStorage(undefined), { kept: undefined, used: undefined, allowed: undefined });
  assert.equal(await askToKeep(undefined), undefined);
  assert.equal(await askToKeep({ persist: async () => { throw new TypeError("private window"); } }), undefined);
});

test("everything on the phone is deleted also when the server cannot be told", async ({ mock }) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const done: string[] = [];
  const care = createStorageCare({
    look: () => readStorage(undefined), ask: async () => undefined,
    forget: async () => { throw new TypeError("no signal"); },
    silence: async () => { done.push("pushes given up"); },
    erase: async () => { done.push("erased"); },
    reopen: () => { done.push("opened as new"); },
  });
  await care.deleteAll();
  assert.deepEqual(done, ["pushes given up", "erased", "opened as new"]);
});

test("a phone that is erased gives up its subscription, and its shown reminders go", async () => {
  const done: string[] = [];
  const registration = {
    getNotifications: async () => [{ close: () => { done.push("closed"); } }],
    pushManager: { getSubscription: async () => ({ unsubscribe: async () => { done.push("unsubscribed"); return true; } }) },
  };
  await stopPushes({ getRegistration: async () => registration as unknown as ServiceWorkerRegistration });
  assert.deepEqual(done, ["closed", "unsubscribed"]);
  await stopPushes(undefined);
});
