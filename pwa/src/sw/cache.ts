/**
 * The app's files, kept whole for offline use.
 *
 * One cache a build. It is filled completely or not at all, so a page never meets half of an update; files whose URL
 * holds their hash are taken over from the cache before, so an update downloads only what changed.
 */

/** A file of the build: its URL, and its revision, which begins with the hash of its content. */
export type Precached = readonly [url: string, revision: string];

const PREFIX = "unknot-";

/** Name of the cache of a build. */
export function cacheName(build: string): string {
  return PREFIX + build;
}

/**
 * Fill the cache of `build`.
 *
 * @throws TypeError or Error if any file is missing, redirected or not the one listed; the cache is then removed.
 */
export async function fillCache(build: string, files: readonly Precached[]): Promise<void> {
  const name = cacheName(build);
  const cache = await caches.open(name);
  try {
    await Promise.all(files.map(async ([url, revision]) => cache.put(url, await current(url, revision))));
  } catch (error) {
    await caches.delete(name);
    throw error;
  }
}

/** Remove the caches of all builds but `build` and the one before it, which another open tab may still be running. */
export async function dropOldCaches(build: string): Promise<void> {
  const ours = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== cacheName(build));
  await Promise.all(ours.slice(0, -1).map((name) => caches.delete(name)));
}

/** Answer a request for a page of the app: always the page of this build. */
export async function answerPage(build: string, request: Request): Promise<Response> {
  return (await caches.match("/", { cacheName: cacheName(build) })) ?? fetch(request);
}

/** Answer a request for a file: from the cache of this build, else of the one before, else from the network. */
export async function answerFile(build: string, request: Request): Promise<Response> {
  const options = { ignoreVary: true };
  return (
    (await caches.match(request, { ...options, cacheName: cacheName(build) })) ??
    (await caches.match(request, options)) ??
    fetch(request)
  );
}

async function current(url: string, revision: string): Promise<Response> {
  // The name of a file in /assets/ holds its hash: what is kept under it is what it was.
  const lasting = url.startsWith("/assets/");
  const kept = lasting ? await caches.match(url, { ignoreVary: true }) : undefined;
  if (kept !== undefined) return kept;
  const response = await fetch(new Request(url, { cache: lasting ? "default" : "reload" }));
  if (!response.ok || response.redirected) throw new Error(`${url} answered ${response.status}`);
  await checkRevision(url, revision, response.clone());
  return response;
}

/**
 * A server that was updated between the list and this file gives a page of one build and scripts of another; a hotel's
 * network gives its own page for all of them.
 */
async function checkRevision(url: string, revision: string, response: Response): Promise<void> {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", await response.arrayBuffer()));
  const hex = Array.from(hash.subarray(0, 8), (byte) => byte.toString(16).padStart(2, "0")).join("");
  if (!revision.startsWith(hex)) throw new Error(`${url} belongs to another build`);
}
