import { useEffect } from "preact/hooks";
import { fitting } from "../../core/browse.ts";
import type { Library, Routine } from "../../core/library.ts";
import { asRoutine, ownSlug } from "../../core/own.ts";
import { coverOf, totalSeconds } from "../../core/routine.ts";
import type { Allowed } from "../../core/safety.ts";
import { useApp } from "../app.ts";
import { Figure } from "../parts/Figure.tsx";
import { Icon } from "../parts/Icon.tsx";
import { LearnRow } from "../parts/LearnRow.tsx";
import { Loading } from "../parts/Loading.tsx";
import { Notice } from "../parts/Notice.tsx";
import { Owner } from "../parts/Owner.tsx";
import { Top } from "../parts/Top.tsx";
import { withQuery } from "../param.ts";
import { Filters, useWanted } from "./routines/Filters.tsx";

/** All routines: by where it hurts, one's own, what is open now, and what is still missing for the others. */
export function Screen() {
  const { library, words, href } = useApp();
  useEffect(() => { void library.load(); }, []);
  const text = words.routines;
  const content = library.library.value;
  return (
    <main class="screen stack stack-wide">
      <div>
        <Top title={text.title} />
        <p class="muted">{text.intro}</p>
      </div>
      <a class="card card-strong routine-card" href={href("/find")}>
        <span class="routine-picture"><Figure picture={{ view: "front", spots: [{ x: 605, y: 355, r: 60, side: "left" }], zoom: [180, 50, 640], alt: "" }} quiet /></span>
        <span class="grow">
          <span class="routine-title">{words.find.title}</span>
          <span class="small muted">{words.find.entry}</span>
        </span>
        <Icon name="next" size={1} />
      </a>
      {content === undefined ? <Loading /> : <Lists content={content} />}
      <Owner />
      <ul class="list">
        <li>
          <a class="list-row" href={href("/routines/open")}>
            <Icon name="plus" />
            <span class="grow"><strong>{words.own.open}</strong><span class="small muted">{words.own.openText}</span></span>
            <Icon name="next" size={1} />
          </a>
        </li>
        <LearnRow />
      </ul>
    </main>
  );
}

function Lists({ content }: { content: Library }) {
  const { safety, own, words } = useApp();
  const text = words.routines;
  const wanted = useWanted();
  const listed = (routines: readonly Routine[]): Listed[] =>
    routines.flatMap((whole) => fitting(whole, wanted) ?? []).map((routine) => ({ routine, allowed: safety.allowed(routine) }));
  const mine = listed(own.all.value.map((record) => asRoutine(ownSlug(record), record, content)));
  const all = listed(content.routines);
  const open = all.filter(({ allowed }) => allowed.open);
  const locked = all.filter(({ allowed }) => !allowed.open);
  return (
    <>
      <Filters wanted={wanted} content={content} shown={mine.length + all.length} />
      {mine.length + all.length === 0 && <Notice>{words.find.nothing}</Notice>}
      {mine.length > 0 && <List title={words.own.title} cards={mine} />}
      {open.length > 0 && <List title={text.ready} cards={open} />}
      {locked.length > 0 && <List title={text.later} intro={text.laterIntro} cards={locked} />}
    </>
  );
}

interface Listed { routine: Routine; allowed: Allowed }

function List({ title, intro, cards }: { title: string; intro?: string; cards: readonly Listed[] }) {
  return (
    <section class="stack" aria-label={title}>
      <div>
        <h2>{title}</h2>
        {intro !== undefined && <p class="small muted">{intro}</p>}
      </div>
      <ul class="routines stack">{cards.map((card) => <li key={card.routine.slug}><Card {...card} /></li>)}</ul>
    </section>
  );
}

function Card({ routine, allowed }: Listed) {
  const { words, route, href } = useApp();
  const text = words.routines;
  const cover = coverOf(routine);
  const seconds = allowed.open ? totalSeconds(allowed.plan.steps) : routine.seconds;
  const adapted = allowed.open && (allowed.plan.left.length > 0 || allowed.plan.steps.some(({ eased }) => eased !== null));
  const minutes = route.value.query.get("m");
  const to = withQuery(`/routines/${routine.slug}`, new URLSearchParams(minutes === null ? {} : { m: minutes }));
  return (
    <a class={allowed.open ? "card routine-card" : "card routine-card routine-locked"} href={href(to)}>
      <span class="routine-picture">{cover && <Figure picture={cover} quiet />}</span>
      <span class="grow">
        <span class="routine-minutes number">{text.minutes(seconds)}</span>
        <span class="routine-title">{routine.title}</span>
        <span class="small muted routine-purpose">{routine.purpose}</span>
        {!allowed.open && <span class="chip"><Icon name="lock" size={0.9} />{words.safety.lock(allowed.lock).short}</span>}
        {adapted && <span class="chip chip-calm"><Icon name="check" size={0.9} />{text.adapted}</span>}
      </span>
    </a>
  );
}
