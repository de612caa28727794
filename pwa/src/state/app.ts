import { signal, type ReadonlySignal } from "@preact/signals";
import { StoreProblem, type StoreReason } from "../store/problem.ts";

/** Where the person is: the path without the /demo prefix, its query, and how many steps were taken inside the app. */
export interface Route {
  path: string;
  query: URLSearchParams;
  /** The part after "#", without it. Secrets (pairing codes) travel here, because it never reaches a server. */
  hash: string;
  /** 0 on the page the app opened with; grows with each step, so that a screen knows whether to take the focus. */
  step: number;
}

/** What the browser lends the router. `window` fits. */
export interface Place {
  location: { pathname: string; search: string; hash: string };
  history: { pushState(state: unknown, title: string, url: string): void; replaceState(state: unknown, title: string, url: string): void };
  addEventListener(type: "popstate", listener: () => void): void;
}

export interface Router {
  route: ReadonlySignal<Route>;
  /** Go to a path of the app ("/diary?x=1"), with or without the prefix. */
  go(path: string, options?: { replace?: boolean }): void;
  /** The address a link needs: the path with the prefix of the example diary where that is open. */
  href(path: string): string;
}

/** The prefix under which the example diary lives. */
export const DEMO = "/demo";

/** Whether an address belongs to the example diary. */
export function isDemo(pathname: string): boolean {
  return pathname === DEMO || pathname.startsWith(`${DEMO}/`);
}

/** The router over the browser's history: paths in, one signal out. */
export function createRouter(place: Place): Router {
  const prefix = isDemo(place.location.pathname) ? DEMO : "";
  const read = (step: number): Route => ({
    path: withoutPrefix(place.location.pathname, prefix),
    query: new URLSearchParams(place.location.search),
    hash: place.location.hash.slice(1),
    step,
  });
  const route = signal(read(0));
  const moved = (): void => { route.value = read(route.value.step + 1); };
  place.addEventListener("popstate", moved);
  const href = (path: string): string => (isDemo(path) ? path : prefix + path);
  return {
    route,
    href,
    go(path, options) {
      if (options?.replace) place.history.replaceState(null, "", href(path));
      else place.history.pushState(null, "", href(path));
      moved();
    },
  };
}

function withoutPrefix(pathname: string, prefix: string): string {
  const path = pathname.slice(prefix.length).replace(/\/+$/, "");
  return path === "" ? "/" : path;
}

/** A line that tells what was done, and the way to take it back where there is one. It stays until used or put away. */
export interface Told { text: string; undo?: () => Promise<void> }

/** What is shown over every screen, whichever screen that is. */
export interface Shell {
  told: ReadonlySignal<Told | null>;
  say(text: string): void;
  offerUndo(text: string, undo: () => Promise<void>): void;
  takeBack(): Promise<void>;
  /** What keeps the phone from storing, shown until put away. */
  problem: ReadonlySignal<StoreReason | null>;
  report(problem: StoreProblem): void;
  putAway(what: "told" | "problem"): void;
  /** Runs an action that stores something. False, and the problem on screen, where the phone could not store it. */
  attempt(action: () => Promise<void>): Promise<boolean>;
  /** True while a form holds something unsaved: no update is offered then. */
  dirty: ReadonlySignal<boolean>;
  setDirty(dirty: boolean): void;
}

/** State of the frame around the screens. */
export function createShell(): Shell {
  const told = signal<Told | null>(null);
  const problem = signal<StoreReason | null>(null);
  const dirty = signal(false);
  const report = (found: StoreProblem): void => { problem.value = found.reason; };
  const attempt = async (action: () => Promise<void>): Promise<boolean> => {
    try {
      await action();
      // What was told of an earlier try is over.
      problem.value = null;
      return true;
    } catch (error) {
      if (!(error instanceof StoreProblem)) throw error;
      report(error);
      return false;
    }
  };
  return {
    told, problem, dirty, report, attempt,
    say: (text) => { told.value = { text }; },
    offerUndo: (text, undo) => { told.value = { text, undo }; },
    async takeBack() {
      const undo = told.value?.undo;
      told.value = null;
      if (undo) await attempt(undo);
    },
    putAway: (what) => { (what === "told" ? told : problem).value = null; },
    setDirty: (value) => { dirty.value = value; },
  };
}
