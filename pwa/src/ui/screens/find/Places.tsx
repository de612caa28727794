import { useState } from "preact/hooks";
import { toggled, writeAching, type Aching, type HurtSide } from "../../../core/find.ts";
import type { Hurt, Library } from "../../../core/library.ts";
import { useApp } from "../../app.ts";
import { Segments } from "../../parts/Segments.tsx";
import { Top } from "../../parts/Top.tsx";
import { namesOf, useChosen } from "./choice.ts";
import { HurtMap, type Seen } from "./HurtMap.tsx";

const VIEWS = {
  front: { view: "front", zoom: [165, 10, 670] },
  left: { view: "side", side: "left", zoom: [120, 0, 640] },
  right: { view: "side", side: "right", zoom: [120, 0, 640] },
  back: { view: "back", zoom: [90, 30, 830] },
} as const satisfies Record<string, { view: Seen["view"]; side?: HurtSide; zoom: readonly [number, number, number] }>;
type Name = keyof typeof VIEWS;
const NAMES: readonly Name[] = ["front", "left", "right", "back"];
const SIDES: readonly HurtSide[] = ["left", "right"];

/** The head from four sides to tap, and the same places as a list. Several may be chosen. */
export function Places({ content }: { content: Library }) {
  const app = useApp();
  const { words, go, href } = app;
  const text = words.find;
  const aching = useChosen(content);
  const [name, setName] = useState<Name>("front");
  const turn = (place: string, side: HurtSide): void => go(`/find?at=${writeAching(toggled(aching, content.hurts, place, side))}`, { replace: true });
  const { zoom, ...view } = VIEWS[name];
  const count = aching.length;
  return (
    <main class="screen stack">
      <Top title={text.title} back="/routines" />
      <p>{text.intro}</p>
      <div class="stack stack-tight">
        <Segments legend={text.view} hidden options={NAMES.map((each) => [each, text.views[each]] as const)} value={name} onChoose={(chosen) => setName(chosen)} />
        <HurtMap seen={{ ...view, zoom: [...zoom] }} hurts={content.hurts} aching={aching} onTurn={turn} />
        <p class="small" role="status">{count === 0 ? text.none : text.chosen(namesOf(app, content, aching))}</p>
      </div>
      <section class="stack" aria-label={text.list}>
        <h2>{text.list}</h2>
        {content.hurts.map((hurt) => <Row key={hurt.slug} hurt={hurt} aching={aching} onTurn={turn} />)}
      </section>
      {count > 0 && <div class="find-go"><a class="btn btn-primary btn-block" href={href(`/find/result?at=${writeAching(aching)}`)}>{text.show(count)}</a></div>}
    </main>
  );
}

function Row({ hurt: { slug, title }, aching, onTurn }: { hurt: Hurt; aching: readonly Aching[]; onTurn(place: string, side: HurtSide): void }) {
  const { words } = useApp();
  const text = words.find;
  return (
    <fieldset class="hurt-row">
      <legend>{title}</legend>
      {SIDES.map((side) => (
        <label key={side} class="choice">
          <input type="checkbox" aria-label={text.place(title, side)} checked={aching.some(({ place, sides }) => place === slug && sides.includes(side))} onChange={() => onTurn(slug, side)} />
          <span>{text.side[side]}</span>
        </label>
      ))}
    </fieldset>
  );
}
