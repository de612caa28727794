import { useEffect } from "preact/hooks";
import type { Routine, Step } from "../../core/library.ts";
import { COMPOSED } from "../../core/own.ts";
import { stepSeconds, totalSeconds, type PlannedStep } from "../../core/routine.ts";
import type { Allowed } from "../../core/safety.ts";
import { useApp } from "../app.ts";
import { Figure } from "../parts/Figure.tsx";
import { Icon } from "../parts/Icon.tsx";
import { Loading } from "../parts/Loading.tsx";
import { Notice } from "../parts/Notice.tsx";
import { Poses } from "../parts/Pose.tsx";
import { Segments } from "../parts/Segments.tsx";
import { Top } from "../parts/Top.tsx";
import { inAskedMinutes, useParam, withQuery } from "../param.ts";
import { LeftOutList } from "./routines/LeftOutList.tsx";
import { Locked } from "./routines/Locked.tsx";
import { OwnActions } from "./routines/OwnActions.tsx";

/** One routine before it starts: what it is, what is left out, every step with its picture, and Start. */
export function Screen() {
  const { library, safety, route, words } = useApp();
  const slug = useParam("/routines/:slug", "slug");
  useEffect(() => { void library.load(); }, []);
  const routine = library.routine(slug);
  if (library.library.value === undefined) return <main class="screen stack"><Top title={words.routines.title} back="/routines" /><Loading /></main>;
  if (routine === undefined) return <main class="screen stack"><Top title={words.routines.title} back="/routines" /><Notice>{words.routines.unknown}</Notice></main>;
  const chosen = inAskedMinutes(routine, route.value.query);
  return <Page whole={routine} routine={chosen} allowed={safety.allowed(chosen)} />;
}

/** `routine` is the version that is shown of the whole. */
function Page({ whole, routine, allowed }: { whole: Routine; routine: Routine; allowed: Allowed }) {
  const { own, route, words, href } = useApp();
  const text = words.routines;
  const record = own.record(routine.slug);
  const made = record !== undefined ? words.own.mine : routine.slug === COMPOSED ? words.own.composed : undefined;
  const unknown = record === undefined ? 0 : record.steps.length - routine.steps.length;
  const seconds = allowed.open ? totalSeconds(allowed.plan.steps) : routine.seconds;
  return (
    <main class="screen stack stack-wide">
      <div class="stack">
        <Top title={routine.title} back={routine.slug === COMPOSED ? "/find" : "/routines"} />
        <p class="lead">{made ?? routine.purpose}</p>
        {unknown > 0 && <Notice>{words.own.unknown(unknown)}</Notice>}
        {whole.versions.length > 0 && <Lengths routine={whole} />}
        <p class="row">
          <span class="chip chip-calm number">{seconds === routine.seconds ? text.length(seconds) : text.shorter(seconds)}</span>
          <span class="chip">{text.steps(allowed.open ? allowed.plan.steps.length : routine.steps.length)}</span>
        </p>
        {allowed.open ? <Start slug={routine.slug} /> : <Locked lock={allowed.lock} slug={routine.slug} />}
        <a class="btn btn-block" href={href(withQuery(`/routines/${routine.slug}/show`, route.value.query))}>{words.player.show.title}</a>
      </div>
      <OwnActions routine={whole} open={allowed.open} />
      {allowed.open && allowed.plan.left.length > 0 && <LeftOutList left={allowed.plan.left} />}
      <section class="stack" aria-label={text.how}>
        <h2>{text.how}</h2>
        <ol class="steps stack">
          {(allowed.open ? allowed.plan.steps : routine.steps).map((step) => <li key={step.slug}><StepCard step={step} /></li>)}
        </ol>
        <p class="small muted">{text.finding}</p>
      </section>
      {made === undefined && (
        <section class="stack stack-tight" aria-label={text.notes}>
          <h2>{text.notes}</h2>
          <p>{routine.frequency}</p>
          {routine.notes.map((note) => <p key={note}>{note}</p>)}
        </section>
      )}
      <section class="stack stack-tight" aria-label={text.evidence}>
        <h2>{text.evidence}</h2>
        <p class="muted">{text.evidenceText}</p>
        <Read tool={routine.steps.some(({ tool }) => tool === "pointer")} />
      </section>
    </main>
  );
}

/** The routine in fewer minutes: whole steps are left out, none is hurried. The choice stands in the address. */
function Lengths({ routine }: { routine: Routine }) {
  const { route, words, go } = useApp();
  const asked = Number(route.value.query.get("m"));
  const choose = (minutes: number): void => {
    const query = new URLSearchParams(route.value.query);
    if (minutes === 0) query.delete("m"); else query.set("m", String(minutes));
    go(withQuery(route.value.path, query), { replace: true });
  };
  const options = [...routine.versions.map(({ minutes }) => [minutes as number, words.find.min(minutes)] as const), [0, words.find.whole(routine.seconds)] as const];
  return <Segments legend={words.find.minutes} options={options} value={options.some(([minutes]) => minutes === asked) ? asked : 0} onChoose={choose} />;
}

/** The article that fits. */
function Read({ tool }: { tool: boolean }) {
  const { words, href } = useApp();
  return tool
    ? <a class="btn btn-quiet" href={href("/learn/pressing-with-a-tool")}>{words.routines.readTool}</a>
    : <a class="btn btn-quiet" href={href("/learn/how-pressing-works")}>{words.routines.readPressing}</a>;
}

function Start({ slug }: { slug: string }) {
  const { route, words, href } = useApp();
  return <a class="btn btn-primary btn-block btn-big" href={href(withQuery(`/routines/${slug}/start`, route.value.query))}><Icon name="play" />{words.routines.start}</a>;
}

function StepCard({ step }: { step: Step | PlannedStep }) {
  const { words } = useApp();
  const picture = step.figures[0];
  const eased = "eased" in step ? step.eased : null;
  const touching = step.level[1] > 0 && step.places.length > 0;
  return (
    <div class="step-card">
      <div class="step-pictures">
        {eased !== "rest" && <Poses names={step.poses} />}
        {picture && touching && <span class="routine-picture"><Figure picture={picture} /></span>}
      </div>
      <div class="grow stack stack-tight">
        <h3>{step.title}</h3>
        <p>{step.text}</p>
        <p class="small muted number">{[words.routines.length(stepSeconds(step)), touching ? words.player.level(step.level[1]) : ""].filter(Boolean).join(" · ")}</p>
        {eased && <p class="small">{words.player.eased[eased]}</p>}
        <About target={step.target} title={step.title} />
      </div>
    </div>
  );
}

/** The way to the card of the muscle or point that a step is about. */
function About({ target, title }: { target: string | null; title: string }) {
  const { library, words, href } = useApp();
  const from = useParam("/routines/:slug", "slug");
  const holds = (cards: readonly { slug: string }[] = []): boolean => cards.some(({ slug }) => slug === target);
  const folder = holds(library.library.value?.muscles) ? "muscles" : holds(library.library.value?.points) ? "points" : undefined;
  return folder && <a class="btn btn-quiet" href={href(`/${folder}/${target}?from=${from}`)} aria-label={`${words.cards.open}: ${title}`}>{words.cards.open}</a>;
}
