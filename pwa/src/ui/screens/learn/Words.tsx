import { useState } from "preact/hooks";
import { findWords, worksOf, type Reading } from "../../../core/reading.ts";
import { useApp } from "../../app.ts";
import { Field } from "../../parts/Field.tsx";
import { Top } from "../../parts/Top.tsx";
import { Coming, useReading } from "./Coming.tsx";

/** The glossary, with a line to find a word. */
export function Words() {
  const { words } = useApp();
  const reading = useReading();
  return (
    <main class="screen stack">
      <Top title={words.learn.words.title} back="/learn" />
      {reading === undefined ? <Coming /> : <Glossary reading={reading} />}
    </main>
  );
}

function Glossary({ reading }: { reading: Reading }) {
  const { words } = useApp();
  const text = words.learn.words;
  const [typed, setTyped] = useState("");
  const found = findWords(reading.words, typed);
  return (
    <>
      <Field label={text.find} value={typed} onInput={setTyped} />
      <p class="small muted" role="status">{found.length === 0 ? text.none : text.count(found.length)}</p>
      <dl class="words">
        {found.map(({ slug, term, meaning }) => <div key={slug}><dt>{term}</dt><dd>{meaning}</dd></div>)}
      </dl>
      <details class="card">
        <summary>{words.learn.sources}</summary>
        <ul class="works small">{reading.words.map(({ slug, term, sources }) => <li key={slug}>{term}: <span class="muted">{worksOf(reading, sources).map(({ title }) => title).join("; ")}</span></li>)}</ul>
      </details>
    </>
  );
}
