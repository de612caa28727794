import { useEffect } from "preact/hooks";
import type { Reading } from "../../../core/reading.ts";
import { useApp } from "../../app.ts";
import { Notice } from "../../parts/Notice.tsx";

/** The articles and words; undefined while they come. */
export function useReading(): Reading | undefined {
  const { reading } = useApp();
  useEffect(() => { void reading.load(); }, []);
  return reading.reading.value;
}

/** While they come, and when they cannot come. */
export function Coming() {
  const { reading, words } = useApp();
  if (!reading.missing.value) return <p class="muted" role="status">{words.shell.loading}</p>;
  return (
    <div class="stack">
      <Notice kind="warn" live>{words.shell.notHere}</Notice>
      <button type="button" class="btn btn-primary" onClick={() => void reading.load()}>{words.shell.tryAgain}</button>
    </div>
  );
}
