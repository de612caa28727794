import { useEffect, useMemo, useState } from "preact/hooks";
import { compose, MINUTES, offered, type Minutes } from "../../../core/compose.ts";
import type { Aching, Found } from "../../../core/find.ts";
import type { Library } from "../../../core/library.ts";
import { asRoutine, cleanTitle, COMPOSED, MUSCLES } from "../../../core/own.ts";
import { sidesOf, stepSeconds } from "../../../core/routine.ts";
import { useApp } from "../../app.ts";
import { Icon } from "../../parts/Icon.tsx";
import { Segments } from "../../parts/Segments.tsx";
import { LeftOutList } from "../routines/LeftOutList.tsx";
import { Locked } from "../routines/Locked.tsx";

const USUAL: Minutes = 5;

/** One routine for what was found: its steps, how long it may be, and the ways to play or keep it. */
export function Round({ content, found, aching }: { content: Library; found: readonly Found[]; aching: readonly Aching[] }) {
  const { safety, own, words, shell, go, href } = useApp();
  const text = words.find;
  const [wanted, setWanted] = useState<Minutes>(USUAL);
  const key = JSON.stringify(aching);
  const rounds = useMemo(() => new Map(MINUTES.map((minutes) => [minutes, compose(content, found, minutes, safety.allowed)])), [key, safety.standing.value]);
  const choices = offered(rounds);
  const minutes = choices.includes(wanted) ? wanted : choices.filter((each) => each < wanted).at(-1) ?? 2;
  const steps = rounds.get(minutes) ?? [];
  const title = cleanTitle(content.hurts.filter(({ slug }) => aching.some(({ place }) => place === slug)).map((hurt) => hurt.title.split(",")[0]).join(", "));
  const parts = { title: text.composed, steps };
  useEffect(() => void shell.attempt(() => own.compose(parts)), [JSON.stringify(parts)]);
  const routine = asRoutine(COMPOSED, parts, content);
  const allowed = safety.allowed(routine);
  const shown = allowed.open ? allowed.plan.steps : routine.steps;
  const keep = (): void => void shell.attempt(async () => {
    const slug = await own.save({ title, steps });
    shell.say(words.own.saved);
    go(`/routines/${slug}`);
  });
  return (
    <>
    <section class="stack" aria-label={text.round}>
      <h2>{text.round}</h2>
      {choices.length > 1 && <Segments legend={text.minutes} options={choices.map((each) => [each, text.min(each)] as const)} value={minutes} onChoose={(chosen) => setWanted(chosen)} />}
      {!shown.some(({ slug }) => slug.startsWith(`${MUSCLES}/`)) && <p>{text.noMuscle}</p>}
      <ol class="card round">
        {shown.map((step) => (
          <li key={step.slug}><span>{step.title}</span> <span class="small muted number">{text.step(sidesOf(step).map((side) => words.diary.entry.side[side]).filter(Boolean).join(", "), stepSeconds(step))}</span></li>
        ))}
      </ol>
      {allowed.open && allowed.plan.left.length > 0 && <LeftOutList left={allowed.plan.left} />}
      {!allowed.open && <Locked lock={allowed.lock} slug={COMPOSED} />}
      <div class="choices">
        <a class="btn" href={href(`/routines/${COMPOSED}`)}>{text.each}</a>
        <button type="button" class="btn" onClick={keep}><Icon name="plus" />{text.save}</button>
      </div>
    </section>
    <div class="find-go">
      {allowed.open
        ? <a class="btn btn-primary btn-block" href={href(`/routines/${COMPOSED}/start`)}><Icon name="play" />{text.play}</a>
        : <a class="btn btn-block" href={href(`/routines/${COMPOSED}`)}><Icon name="lock" />{words.safety.lock(allowed.lock).short}</a>}
    </div>
    </>
  );
}
