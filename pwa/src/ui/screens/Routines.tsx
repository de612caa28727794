import { useEffect } from "preact/hooks";
import type { Routine } from "../../core/library.ts";
import { coverOf, totalSeconds } from "../../core/routine.ts";
import type { Allowed } from "../../core/safety.ts";
import { useApp } from "../app.ts";
import { Figure } from "../parts/Figure.tsx";
import { Icon } from "../parts/Icon.tsx";
import { LearnRow } from "../parts/LearnRow.tsx";
import { Loading } from "../parts/Loading.tsx";
import { Top } from "../parts/Top.tsx";

/** All routines: what is open now, and what is still missing for the others. */
export function Screen() {
  const { library, safety, words } = useApp();
  useEffect(() => { void library.load(); }, []);
  const text = words.routines;
  const all = library.library.value?.routines.map((routine) => ({ routine, allowed: safety.allowed(routine) })) ?? [];
  const open = all.filter(({ allowed }) => allowed.open);
  const locked = all.filter(({ allowed }) => !allowed.open);
  return (
    <main class="screen stack stack-wide">
      <div>
        <Top title={text.title} />
        <p class="muted">{text.intro}</p>
      </div>
      {library.library.value === undefined && <Loading />}
      {open.length > 0 && <List title={text.ready} cards={open} />}
      {locked.length > 0 && <List title={text.later} intro={text.laterIntro} cards={locked} />}
      <ul class="list"><LearnRow /></ul>
    </main>
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
  const { words, href } = useApp();
  const text = words.routines;
  const cover = coverOf(routine);
  const seconds = allowed.open ? totalSeconds(allowed.plan.steps) : routine.seconds;
  const adapted = allowed.open && (allowed.plan.left.length > 0 || allowed.plan.steps.some(({ eased }) => eased !== null));
  return (
    <a class={allowed.open ? "card routine-card" : "card routine-card routine-locked"} href={href(`/routines/${routine.slug}`)}>
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
