import { useState } from "preact/hooks";
import type { Block, Line, Word } from "../../../core/reading.ts";
import { useApp } from "../../app.ts";
import { Notice } from "../../parts/Notice.tsx";

/** A block of an article. A word of the glossary opens its meaning below the block, so that nobody loses their place. */
export function Prose({ block, words }: { block: Block; words: readonly Word[] }) {
  const [opened, setOpened] = useState("");
  const word = words.find(({ slug }) => slug === opened);
  const line = (runs: Line) => <Runs runs={runs} opened={opened} onWord={(slug) => setOpened(slug === opened ? "" : slug)} />;
  return (
    <>
      <Shape block={block} line={line} />
      {word && <p class="meaning small" role="status"><strong>{word.term}:</strong> {word.meaning}</p>}
    </>
  );
}

function Shape({ block: { kind, lines }, line }: { block: Block; line(runs: Line): preact.JSX.Element }) {
  const { href } = useApp();
  switch (kind) {
    case "list": return <ul>{lines.map((runs, index) => <li key={index}>{line(runs)}</li>)}</ul>;
    case "steps": return <ol>{lines.map((runs, index) => <li key={index}>{line(runs)}</li>)}</ol>;
    case "note": return <Notice kind="warn">{lines.map((runs, index) => <p key={index}>{line(runs)}</p>)}</Notice>;
    case "way": {
      const run = lines[0]?.[0];
      return typeof run === "object" && run.to !== undefined ? <a class="btn btn-soft" href={href(run.to)}>{run.text}</a> : null;
    }
    default: return <p>{lines.map(line)}</p>;
  }
}

function Runs({ runs, opened, onWord }: { runs: Line; opened: string; onWord(slug: string): void }) {
  const { href } = useApp();
  return (
    <>
      {runs.map((run) => {
        if (typeof run === "string") return run;
        const { text, to, word, strong } = run;
        if (word !== undefined) return <button type="button" class="word" aria-expanded={word === opened} onClick={() => onWord(word)}>{text}</button>;
        if (to !== undefined) return <a href={href(to)}>{text}</a>;
        return strong ? <strong>{text}</strong> : text;
      })}
    </>
  );
}
