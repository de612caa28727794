import { useEffect } from "preact/hooks";
import type { Routine, Step } from "../../core/library.ts";
import { stepSeconds, totalSeconds, type LeftOut, type PlannedStep } from "../../core/routine.ts";
import type { Allowed, Lock } from "../../core/safety.ts";
import { useApp } from "../app.ts";
import { Figure } from "../parts/Figure.tsx";
import { Icon } from "../parts/Icon.tsx";
import { Loading } from "../parts/Loading.tsx";
import { Notice } from "../parts/Notice.tsx";
import { Top } from "../parts/Top.tsx";
import { useParam, withQuery } from "../param.ts";

/** One routine before it starts: what it is, what is left out, every step with its picture, and Start. */
export function Screen() {
  const { library, safety, words } = useApp();
  const slug = useParam("/routines/:slug", "slug");
  useEffect(() => { void library.load(); }, []);
  const routine = library.routine(slug);
  if (library.library.value === undefined) return <main class="screen stack"><Top title={words.routines.title} back="/routines" /><Loading /></main>;
  if (routine === undefined) return <main class="screen stack"><Top title={words.routines.title} back="/routines" /><Notice>{words.routines.unknown}</Notice></main>;
  return <Page routine={routine} allowed={safety.allowed(routine)} />;
}

function Page({ routine, allowed }: { routine: Routine; allowed: Allowed }) {
  const { words } = useApp();
  const text = words.routines;
  const seconds = allowed.open ? totalSeconds(allowed.plan.steps) : routine.seconds;
  return (
    <main class="screen stack stack-wide">
      <div class="stack">
        <Top title={routine.title} back="/routines" />
        <p class="lead">{routine.purpose}</p>
        <p class="row">
          <span class="chip chip-calm number">{seconds === routine.seconds ? text.length(seconds) : text.shorter(seconds)}</span>
          <span class="chip">{text.steps(allowed.open ? allowed.plan.steps.length : routine.steps.length)}</span>
        </p>
        {allowed.open ? <Start slug={routine.slug} /> : <Locked lock={allowed.lock} slug={routine.slug} />}
      </div>
      {allowed.open && allowed.plan.left.length > 0 && <LeftOutList left={allowed.plan.left} />}
      <section class="stack" aria-label={text.how}>
        <h2>{text.how}</h2>
        <ol class="steps stack">
          {(allowed.open ? allowed.plan.steps : routine.steps).map((step) => <li key={step.slug}><StepCard step={step} /></li>)}
        </ol>
        <p class="small muted">{text.finding}</p>
      </section>
      <section class="stack stack-tight" aria-label={text.notes}>
        <h2>{text.notes}</h2>
        <p>{routine.frequency}</p>
        {routine.notes.map((note) => <p key={note}>{note}</p>)}
      </section>
      <section class="stack stack-tight" aria-label={text.evidence}>
        <h2>{text.evidence}</h2>
        <p class="muted">{text.evidenceText}</p>
        <Read tool={routine.steps.some(({ tool }) => tool === "pointer")} />
      </section>
    </main>
  );
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

/** What is missing, and the way there. */
function Locked({ lock, slug }: { lock: Lock; slug: string }) {
  const { words, href, library } = useApp();
  const gentle = <a class="btn btn-block" href={href("/routines/gentle")}>{library.routine("gentle")?.title ?? words.routines.all}</a>;
  const screening = <a class="btn btn-primary btn-block" href={href(`/screening?next=${slug}`)}>{words.safety.screening.title}</a>;
  const ways: Partial<Record<Lock["why"], preact.JSX.Element>> = {
    screening, recheck: screening, advice: <a class="btn btn-block" href={href("/screening")}>{words.safety.screening.change}</a>,
    "gentle-only": gentle, budget: gentle, "per-day": gentle,
    "first-lesson": <a class="btn btn-primary btn-block" href={href("/routines/first-time-learning")}>{library.routine("first-time-learning")?.title ?? words.routines.all}</a>,
  };
  return (
    <div class="stack">
      <Notice kind="note">
        <p>{words.safety.lock(lock).text}</p>
        {"because" in lock && <ul>{lock.because.map((answer) => <li key={answer}>{answer}</li>)}</ul>}
        {lock.why === "advice" && <p>{library.library.value?.safety.advice[lock.action]}</p>}
      </Notice>
      {ways[lock.why]}
      {lock.why === "advice" && (lock.action === "A" || lock.action === "B") &&
        <a class="btn btn-danger btn-block" href={href("/emergency")}>{words.player.emergencyLink}</a>}
    </div>
  );
}

function LeftOutList({ left }: { left: readonly LeftOut[] }) {
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

function StepCard({ step }: { step: Step | PlannedStep }) {
  const { words } = useApp();
  const picture = step.figures[0];
  const eased = "eased" in step ? step.eased : null;
  const touching = step.level[1] > 0 && step.places.length > 0;
  return (
    <div class="step-card">
      <span class="routine-picture">{picture && <Figure picture={picture} />}</span>
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
