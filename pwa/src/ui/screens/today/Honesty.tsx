import { dayShort, timeOf } from "../../../words/when.ts";
import type { SyncProblem } from "../../../core/troubles.ts";
import { useApp, type App } from "../../app.ts";
import { Icon } from "../../parts/Icon.tsx";

/** What sync mends by itself when the signal or the server is back; anything else needs the person. */
const PASSING: readonly SyncProblem[] = ["offline", "server", "busy"];

/** One quiet line: where the diary is now, and what it lacks. `now` is UTC ms. */
export function Honesty({ now }: { now: number }) {
  const app = useApp();
  const { words, sync, demo, href } = app;
  const text = words.diary.honesty;
  if (demo) return <p class="quiet-line">{text.demo}</p>;
  const problem = sync.problem.value;
  if (problem !== null && !PASSING.includes(problem)) return <a class="quiet-line" href={href("/settings/sync")}><Icon name="warn" size={1.1} />{text.trouble}</a>;
  if (!sync.on.value) {
    return <p class="quiet-line"><Icon name="phone" size={1.1} /><span>{text.saved} <a href={href("/settings/sync")}>{text.notBackedUp}</a></span></p>;
  }
  return <a class="quiet-line" href={href("/settings/sync")}><Icon name="cloud" size={1.1} />{standing(app, now)}</a>;
}

/** "3 waiting", "Syncing", or when all was last on the server. */
function standing({ words, sync, clock, locale }: App, now: number): string {
  const text = words.diary.honesty;
  const at = sync.syncedAt.value;
  if (sync.working.value) return text.syncing;
  if (sync.waiting.value > 0 || at === undefined) return text.waiting(sync.waiting.value);
  const offset = clock.offsetAt(at);
  const time = timeOf(at, offset, locale);
  return text.synced(clock.day(at) === clock.day(now) ? time : `${dayShort(clock.day(at), locale)}, ${time}`);
}
