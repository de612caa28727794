import { findMuscles, signsOf, writeAching, type Aching, type Found, type Sign } from "../../../core/find.ts";
import type { Library } from "../../../core/library.ts";
import { useApp } from "../../app.ts";
import { Figure } from "../../parts/Figure.tsx";
import { Top } from "../../parts/Top.tsx";
import { namesOf, useChosen } from "./choice.ts";
import { Round } from "./Round.tsx";

/** First the signs that need help, then the muscles with their reasons, then one round for them. */
export function Result({ content }: { content: Library }) {
  const app = useApp();
  const { route, settings, words, href } = app;
  const text = words.find;
  const aching = useChosen(content);
  const back = `/find?at=${writeAching(aching)}`;
  const signs = signsOf(content.hurts, aching, settings.age.value ?? null);
  const asked = signs.length === 0 || route.value.query.get("ok") === "1";
  const { treat, ask } = findMuscles(content, aching);
  return (
    <main class="screen stack stack-wide">
      <div>
        <Top title={asked ? text.result : text.signs} back={back} />
        <p class="muted">{aching.length === 0 ? text.none : text.chosen(namesOf(app, content, aching))}</p>
      </div>
      {aching.length === 0 && <a class="btn btn-primary btn-block" href={href("/find")}>{text.again}</a>}
      {!asked && <Signs signs={signs} aching={aching} />}
      {asked && treat.length > 0 && <Muscles title={text.muscles} intro={text.musclesText} found={treat} of={aching.length} />}
      {asked && ask.length > 0 && <Muscles title={text.ask} intro={text.askText} found={ask} of={aching.length} />}
      {asked && treat.length > 0 && <Round content={content} found={treat} aching={aching} />}
    </main>
  );
}

/** What is asked before anything is offered; a yes leads to help. */
function Signs({ signs, aching }: { signs: readonly Sign[]; aching: readonly Aching[] }) {
  const { words, library, go, href } = useApp();
  const text = words.find;
  const actions = [...new Set(signs.map(({ action }) => action))];
  return (
    <div class="stack">
      <p class="lead">{text.signsText}</p>
      {actions.map((action) => (
        <section key={action} class="card stack stack-tight" aria-label={words.safety.then[action]}>
          <h2>{words.safety.then[action]}</h2>
          <ul>{signs.filter((sign) => sign.action === action).map((sign) => <li key={sign.text}>{sign.text}</li>)}</ul>
          <p class="small muted">{library.library.value?.safety.advice[action]}</p>
          {action === "A" && <a class="btn btn-danger btn-block" href={href("/emergency")}>{text.oneOfThese}</a>}
        </section>
      ))}
      <button type="button" class="btn btn-primary btn-block btn-big" onClick={() => go(`/find/result?at=${writeAching(aching)}&ok=1`, { replace: true })}>{text.noneOfThese}</button>
    </div>
  );
}

function Muscles({ title, intro, found, of }: { title: string; intro: string; found: readonly Found[]; of: number }) {
  return (
    <section class="stack" aria-label={title}>
      <div>
        <h2>{title}</h2>
        <p class="small muted">{intro}</p>
      </div>
      <ol class="routines stack">{found.map((each) => <li key={each.muscle.slug}><MuscleCard found={each} of={of} /></li>)}</ol>
    </section>
  );
}

/** A muscle, why it is named, and the way to its card. */
function MuscleCard({ found: { muscle, reasons, sides }, of }: { found: Found; of: number }) {
  const { route, words, href } = useApp();
  const text = words.find;
  const [picture] = muscle.pictures;
  const [side] = sides;
  const from = encodeURIComponent(`${route.value.path}?${route.value.query.toString()}`);
  return (
    <a class="card routine-card" href={href(`/muscles/${muscle.slug}?from=${from}`)}>
      <span class="routine-picture">{picture && <Figure picture={picture} side={sides.length === 1 && side !== undefined ? side : "whole"} quiet />}</span>
      <span class="grow">
        <span class="routine-title">{muscle.plain}</span>
        <span class="small muted">{muscle.title}</span>
        {of > 1 && reasons.length > 1 && <span class="chip chip-calm">{text.serves(reasons.length, of)}</span>}
      </span>
      <span class="found-why">
        {reasons.map(({ hurt, rank, text: why }) => (
          <span key={hurt.slug} class="small"><strong>{rank === 1 ? text.first : text.second}, {hurt.title}.</strong> {why}</span>
        ))}
      </span>
    </a>
  );
}
