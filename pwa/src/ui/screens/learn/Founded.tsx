import type { Label, Source } from "../../../core/reading.ts";
import { useApp } from "../../app.ts";
import { Icon } from "../../parts/Icon.tsx";

/** What a passage rests on: a short name at once, the sentence and the works when it is opened. */
export function Founded({ label, works }: { label: Label; works: readonly Source[] }) {
  const { words } = useApp();
  return (
    <details class="founded">
      <summary><span class="small"><Mark label={label} />{label.name}<span class="muted"> · {words.learn.sourcesOf(works.length)}</span></span></summary>
      <div class="small stack stack-tight">
        <p>{label.text}</p>
        <Works works={works} />
      </div>
    </details>
  );
}

/** Works with where they are found. */
export function Works({ works }: { works: readonly Source[] }) {
  return <ul class="works">{works.map(({ title, where }) => <li key={title}>{title}. <span class="muted">{where}</span></li>)}</ul>;
}

function Mark({ label: { bars, warns } }: { label: Label }) {
  if (bars === undefined) return <Icon name={warns ? "warn" : "note"} size={1.05} />;
  return (
    <svg class="bars" viewBox="0 0 18 16" width="1.2rem" height="1.05rem" aria-hidden="true" focusable="false">
      {[0, 1, 2, 3].map((bar) => <rect key={bar} class={bar < bars ? "on" : ""} x={bar * 4.6 + 0.5} y={11 - bar * 3} width="3.2" height={4 + bar * 3} rx="1" />)}
    </svg>
  );
}
