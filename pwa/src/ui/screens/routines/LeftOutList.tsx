import type { LeftOut } from "../../../core/routine.ts";
import { useApp } from "../../app.ts";

/** The steps that are not played, each with its sentence. */
export function LeftOutList({ left }: { left: readonly LeftOut[] }) {
  const { words, library } = useApp();
  const effects = library.library.value?.safety.effects ?? [];
  const why = (slug: string): string => words.safety.left[slug] ?? effects.find((effect) => effect.slug === slug)?.why ?? "";
  return (
    <section class="card card-quiet stack stack-tight" aria-label={words.routines.left}>
      <h2>{words.routines.left}</h2>
      <ul class="left-out">{left.map((step) => <li key={step.step}><span>{step.title}</span><span class="small muted"> {why(step.why)}</span></li>)}</ul>
    </section>
  );
}
