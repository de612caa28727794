import type { FunctionComponent } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useApp } from "./app.ts";
import { restOfWords } from "../words/en.ts";
import { Notice } from "./parts/Notice.tsx";

/** A screen in a file of its own, fetched when it is first needed. Its module exports `Screen`. */
export function lazy(load: () => Promise<{ Screen: FunctionComponent }>): FunctionComponent {
  let found: FunctionComponent | undefined;
  let coming: Promise<void> | undefined;
  const fetchScreen = (): Promise<void> => {
    coming ??= Promise.all([load(), restOfWords()]).then(
      ([module]) => { found = module.Screen; },
      (error: unknown) => { coming = undefined; throw error; },
    );
    return coming;
  };
  return function Lazy() {
    const { complete } = useApp();
    const [, redraw] = useState(0);
    const [failed, setFailed] = useState(false);
    const show = (): void => {
      setFailed(false);
      fetchScreen().then(() => redraw((count) => count + 1), () => setFailed(true));
    };
    const drawn = found !== undefined;
    // Asked for while drawing: on a slow phone effects run a third of a second later, when it may have come already.
    if (!drawn && !failed) fetchScreen().catch(() => undefined);
    useEffect(() => { if (!drawn) show(); }, []);
    if (found && complete.value) { const Found = found; return <Found />; }
    return failed ? <Unreachable onRetry={show} /> : null;
  };
}

function Unreachable({ onRetry }: { onRetry(): void }) {
  const { words } = useApp();
  return (
    <main class="screen stack">
      <h1>{words.shell.loading}</h1>
      <Notice kind="warn" live>{words.shell.notHere}</Notice>
      <button type="button" class="btn btn-primary" onClick={onRetry}>{words.shell.tryAgain}</button>
    </main>
  );
}
