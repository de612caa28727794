import { reloadNewest } from "../state/offline.ts";
import type { Words } from "../words/en.ts";

/** The diary cannot be opened: one sentence that says what is safe and what to do. */
export function Stuck({ text, words }: { text: string; words: Words }) {
  return (
    <main class="screen stack">
      <h1>Unknot</h1>
      <p class="lead" role="alert">{text}</p>
      <button type="button" class="btn btn-primary" onClick={() => void reloadNewest(navigator.serviceWorker, () => location.reload())}>{words.shell.reload}</button>
    </main>
  );
}
