import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { framing, stepsBack } from "../../pwa/src/core/framing.ts";

test("the right side of a half view is its mirror image, and the part shown is mirrored with it", () => {
  const left = framing({ view: "side", zoom: [100, 300, 400] }, "left");
  const right = framing({ view: "side", zoom: [100, 300, 400] }, "right");
  assert.deepEqual([left.turned, left.viewBox], [false, "100 300 400 400"]);
  assert.deepEqual([right.turned, right.viewBox], [true, "500 300 400 400"]);
});

test("a view of both sides stays, and its layers are drawn on the played side", () => {
  assert.deepEqual(framing({ view: "back" }, "left").sides, [false]);
  assert.deepEqual(framing({ view: "upper-back" }, "right").sides, [true]);
  assert.deepEqual(framing({ view: "back" }, "both").sides, [false, true]);
  assert.deepEqual(framing({ view: "top" }, "middle").sides, [false, true]);
  assert.equal(framing({ view: "back", zoom: [100, 0, 500] }, "right").viewBox, "100 0 500 500");
});

test("a layer of a half view is drawn once: turning the view turns it too", () => {
  for (const side of ["left", "right", "both", "whole"] as const) assert.deepEqual(framing({ view: "quarter-back" }, side).sides, [false]);
});

test("a mirrored part never leaves the picture", () => {
  const zoom = fc.tuple(fc.integer({ min: 250, max: 1000 }), fc.nat(1000), fc.nat(1000)).map(([size, x, y]): [number, number, number] => [x % (1001 - size), y % (1001 - size), size]);
  fc.assert(fc.property(zoom, (part) => {
    const [x, y, width, height] = framing({ view: "side", zoom: part }, "right").viewBox.split(" ").map(Number) as [number, number, number, number];
    assert.ok(x >= 0 && y >= 0 && x + width <= 1000 && y + height <= 1000);
  }));
});

test("the spot of the other side steps back, one of the middle never", () => {
  assert.equal(stepsBack("back", { side: "right" }, "left"), true);
  assert.equal(stepsBack("back", { side: "left" }, "left"), false);
  assert.equal(stepsBack("top", { side: "middle" }, "left"), false);
  assert.equal(stepsBack("back", { side: "right" }, "both"), false);
  assert.equal(stepsBack("side", { side: "left" }, "right"), false);
});
