import { useEffect, useState } from "preact/hooks";
import type { Library, Muscle } from "../../core/library.ts";
import { useApp } from "../app.ts";
import { Figure } from "../parts/Figure.tsx";
import { FigureLegend } from "../parts/FigureLegend.tsx";
import { Loading } from "../parts/Loading.tsx";
import { Notice } from "../parts/Notice.tsx";
import { Top } from "../parts/Top.tsx";
import { useParam } from "../param.ts";

/** One muscle or pressure point: where it is, how to press it, what to mind, and how sure anyone can be. */
export function Screen() {
  const { library, route, words } = useApp();
  const muscle = useParam("/muscles/:slug", "slug");
  const point = useParam("/points/:slug", "slug");
  useEffect(() => { void library.load(); }, []);
  const content = library.library.value;
  const from = route.value.query.get("from");
  const back = from === null ? "/routines" : from.startsWith("/find") ? from : `/routines/${from}`;
  const card = (muscle === "" ? content?.points : content?.muscles)?.find(({ slug }) => slug === (muscle || point));
  if (content === undefined || card === undefined) {
    return <main class="screen stack"><Top title={words.routines.title} back={back} />{content === undefined ? <Loading /> : <Notice>{words.cards.unknown}</Notice>}</main>;
  }
  return (
    <main class="screen stack">
      <Top title={card.plain} back={back} />
      <p class="muted">{card.title}</p>
      <Pictures card={card} />
      <Texts card={card} sources={content.sources} />
    </main>
  );
}

/** The figures of one side; the other side is their mirror image. */
function Pictures({ card: { pictures } }: { card: Muscle }) {
  const { words } = useApp();
  const [side, setSide] = useState<"left" | "right">("left");
  const paired = pictures.some(({ spots }) => spots.some((spot) => spot.side !== "middle"));
  return (
    <>
      {paired && (
        <fieldset class="card-sides">
          <legend class="visually-hidden">{words.cards.side}</legend>
          {(["left", "right"] as const).map((each) => (
            <label key={each} class="choice"><input type="radio" name="side" checked={side === each} onChange={() => setSide(each)} />{words.cards[each]}</label>
          ))}
        </fieldset>
      )}
      {pictures.map((picture) => (
        <figure key={picture.alt} class="card-figure">
          <Figure picture={picture} side={side} quiet />
          <figcaption class="small muted">{picture.alt}</figcaption>
        </figure>
      ))}
      <FigureLegend pictures={pictures} />
    </>
  );
}

function Texts({ card, sources }: { card: Muscle; sources: Library["sources"] }) {
  const { words } = useApp();
  const text = words.cards;
  return (
    <>
      <Part title={text.find}><p>{card.landmark}</p></Part>
      <Part title={text.press}>
        {card.self_treated ? <><p>{card.technique}</p><p><strong>{text.level(...card.level)}</strong></p></> : <Notice kind="warn"><p>{text.lookOnly}</p><p>{card.technique}</p></Notice>}
      </Part>
      <Part title={text.care}><ul>{card.cautions.map((caution) => <li key={caution}>{caution}</li>)}</ul></Part>
      <Part title={text.pain}>
        <p>{card.referral}</p>
        <p>{text.like} {card.looks_like}</p>
      </Part>
      <Part title={text.known}>
        <p>{text.grades[card.evidence]}</p>
        {card.known !== null && <p>{card.known}</p>}
        <details class="founded">
          <summary>{text.sources(card.sources.length)}</summary>
          <ul class="small">{card.sources.map((key) => <li key={key}>{sources[key]?.title}. <span class="muted">{sources[key]?.where}</span></li>)}</ul>
        </details>
      </Part>
    </>
  );
}

function Part({ title, children }: { title: string; children: preact.ComponentChildren }) {
  return <section class="stack stack-tight" aria-label={title}><h2>{title}</h2>{children}</section>;
}
