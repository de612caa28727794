import assert from "node:assert/strict";
import { test } from "node:test";
import { createRouter, createShell, isDemo, type Place } from "../../pwa/src/state/app.ts";
import { StoreProblem } from "../../pwa/src/store/problem.ts";

/** A browser's address bar with a back button. */
function bar(start: string): Place & { back(): void; url(): string } {
  const stack = [start];
  let listener = (): void => undefined;
  const at = (): URL => new URL(stack.at(-1) ?? "/", "https://unknot.example");
  return {
    get location() { return at(); },
    history: { pushState: (_state, _title, url) => { stack.push(url); }, replaceState: (_state, _title, url) => { stack.splice(-1, 1, url); } },
    addEventListener: (_type, heard) => { listener = heard; },
    back() { stack.pop(); listener(); },
    url: () => at().pathname + at().search,
  };
}

test("a step inside the app changes the address, and the back button goes back", () => {
  const browser = bar("/");
  const router = createRouter(browser);
  router.go("/diary?x=1");
  assert.equal(router.route.value.path, "/diary");
  assert.equal(router.route.value.query.get("x"), "1");
  browser.back();
  assert.equal(router.route.value.path, "/");
  assert.equal(router.route.value.step, 2);
});

test("the example diary keeps its prefix in the address and shows the same paths", () => {
  const browser = bar("/demo/diary/");
  const router = createRouter(browser);
  assert.equal(router.route.value.path, "/diary");
  router.go("/insights");
  assert.equal(browser.url(), "/demo/insights");
  assert.equal(router.href("/demo/diary"), "/demo/diary");
  assert.equal(router.href("/"), "/demo/");
});

test("only /demo and what is below it is the example", () => {
  assert.deepEqual(["/demo", "/demo/", "/demonstration", "/"].map(isDemo), [true, true, false, false]);
});

test("a save that finds the phone full is told, and what was typed can be tried again", async () => {
  const shell = createShell();
  assert.equal(await shell.attempt(async () => { throw new StoreProblem("full"); }), false);
  assert.equal(shell.problem.value, "full");
  assert.equal(await shell.attempt(async () => undefined), true);
  assert.equal(shell.problem.value, null);
});

test("a mistake of ours is not told as a full phone", async () => {
  const shell = createShell();
  await assert.rejects(shell.attempt(async () => { throw new TypeError("mistake"); }), TypeError);
  assert.equal(shell.problem.value, null);
});

test("what was done can be taken back once", async () => {
  const shell = createShell();
  let taken = 0;
  shell.offerUndo("Deleted.", async () => { taken += 1; });
  await shell.takeBack();
  await shell.takeBack();
  assert.equal(taken, 1);
  assert.equal(shell.told.value, null);
});
