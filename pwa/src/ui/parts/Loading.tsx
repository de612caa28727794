import { useApp } from "../app.ts";
import { Notice } from "./Notice.tsx";

/** While the content comes, and when it cannot come. */
export function Loading() {
  const { library, words } = useApp();
  if (!library.missing.value) return <p class="muted" role="status">{words.shell.loading}</p>;
  return (
    <div class="stack">
      <Notice kind="warn" live>{words.routines.gone}</Notice>
      <button type="button" class="btn btn-primary" onClick={() => void library.load()}>{words.shell.tryAgain}</button>
    </div>
  );
}
