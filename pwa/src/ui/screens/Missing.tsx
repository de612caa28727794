import { useApp } from "../app.ts";
import { Top } from "../parts/Top.tsx";

/** An address that leads nowhere. */
export function Missing() {
  const { words, href } = useApp();
  return (
    <main class="screen stack">
      <Top title={words.shell.missing.title} />
      <p>{words.shell.missing.text}</p>
      <a class="btn btn-primary" href={href("/")}>{words.shell.missing.home}</a>
    </main>
  );
}
