// Helpers that a test evaluates inside the page. One expression, no names left behind.
({
  /** Waits for check() to give something true; gives false after limit ms. */
  async until(check, limit) {
    const end = performance.now() + limit;
    for (;;) {
      const found = await check();
      if (found) return found;
      if (performance.now() > end) return false;
      await new Promise((go) => setTimeout(go, 40));
    }
  },

  /** The touch point of the control with this name, or null while there is none that a finger reaches. */
  at(name, exact) {
    return this.still(() => this.find(name, exact));
  },

  atCss(selector) {
    return this.still(() => { const found = document.querySelector(selector); return found && this.point(found); });
  },

  /** A finger aims at what stands still: the same point three frames in a row. */
  async still(find) {
    let last = null, same = 0;
    for (let frame = 0; frame < 60 && same < 3; frame++) {
      const point = find();
      same = point && last && point.x === last.x && point.y === last.y ? same + 1 : 0;
      last = point;
      await new Promise((go) => { requestAnimationFrame(go); setTimeout(go, 100); });
    }
    return same < 3 ? null : last;
  },

  find(name, exact) {
    const wanted = name.toLowerCase();
    const fits = (text) => (exact ? text.toLowerCase() === wanted : text.toLowerCase().includes(wanted));
    const controls = [...document.querySelectorAll("button, a[href], input, select, textarea, summary, [role=button], [role=tab]")];
    const named = controls.filter((control) => !control.disabled && this.names(control).some(fits));
    // The shortest name is the closest match where several contain the words.
    named.sort((a, b) => Math.min(...this.names(a).map((n) => n.length)) - Math.min(...this.names(b).map((n) => n.length)));
    for (const control of named) {
      const point = this.point(control);
      if (point) return point;
    }
    return null;
  },

  names(control) {
    const own = [control.getAttribute("aria-label"), control.innerText, control.getAttribute("placeholder")];
    const labels = [...(control.labels ?? [])].map((label) => label.innerText);
    return [...own, ...labels].map((text) => (text ?? "").replace(/\s+/g, " ").trim()).filter(Boolean);
  },

  point(control) {
    // A radio button may be hidden inside the label that a finger meets.
    for (const target of [control, ...(control.labels ?? [])]) {
      target.scrollIntoView({ block: "center", behavior: "instant" });
      const box = target.getBoundingClientRect();
      if (box.width < 2 || box.height < 2) continue;
      const x = box.x + box.width / 2, y = box.y + box.height / 2;
      const top = document.elementFromPoint(x, y);
      if (top && (target.contains(top) || top.contains(target) && top.closest("label") === target)) return { x, y };
    }
    return null;
  },
})
