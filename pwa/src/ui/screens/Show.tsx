import { useEffect, useRef, useState } from "preact/hooks";
import type { Routine, Step } from "../../core/library.ts";
import { touches } from "../../core/routine.ts";
import { useApp } from "../app.ts";
import { inAskedMinutes, useParam, withQuery } from "../param.ts";
import { Figure } from "../parts/Figure.tsx";
import { Loading } from "../parts/Loading.tsx";
import { Notice } from "../parts/Notice.tsx";
import { Poses } from "../parts/Pose.tsx";
import { Top } from "../parts/Top.tsx";

/** The pictures of a routine, large and without a clock, before it starts. */
export function Screen() {
  const { library, safety, route, words } = useApp();
  const slug = useParam("/routines/:slug/show", "slug");
  useEffect(() => { void library.load(); void library.loadPoses(); }, []);
  const routine = library.routine(slug);
  if (library.library.value === undefined) return <main class="screen stack"><Top title={words.player.show.title} back={`/routines/${slug}`} /><Loading /></main>;
  if (routine === undefined) return <main class="screen stack"><Top title={words.player.show.title} back="/routines" /><Notice>{words.routines.unknown}</Notice></main>;
  const chosen = inAskedMinutes(routine, route.value.query);
  const allowed = safety.allowed(chosen);
  const steps: readonly Step[] = allowed.open ? allowed.plan.steps : chosen.steps;
  return <Pages routine={routine} steps={steps.filter(({ kind }) => kind !== "app")} open={allowed.open} />;
}

function Pages({ routine, steps, open }: { routine: Routine; steps: readonly Step[]; open: boolean }) {
  const { words, route, href } = useApp();
  const text = words.player.show;
  const [at, setAt] = useState(0);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => { if (at > 0) heading.current?.focus(); scrollTo(0, 0); }, [at]);
  const step = steps[at];
  if (step === undefined) return null;
  const last = at === steps.length - 1;
  return (
    <main class="screen screen-bare stack show">
      <Top title={routine.title} back={`/routines/${routine.slug}`} />
      <p class="small muted number">{words.player.stepOf(at + 1, steps.length)}</p>
      <h2 ref={heading} tabIndex={-1}>{step.title}</h2>
      <p class="lead">{step.text}</p>
      <Pictures step={step} />
      <div class="show-go row">
        <button type="button" class="btn" disabled={at === 0} onClick={() => setAt(at - 1)}>{words.player.back}</button>
        {!last && <button type="button" class="btn btn-primary grow" onClick={() => setAt(at + 1)}>{text.next}</button>}
        {last && open && <a class="btn btn-primary grow" href={href(withQuery(`/routines/${routine.slug}/start`, route.value.query))}>{words.routines.start}</a>}
      </div>
    </main>
  );
}

function Pictures({ step }: { step: Step }) {
  const [picture] = step.figures;
  return (
    <div class="show-pictures stack">
      {step.poses.length > 0 && <Poses names={step.poses} />}
      {picture && (touches(step) || step.poses.length === 0) && <Figure picture={picture} />}
    </div>
  );
}
