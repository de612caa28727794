import { useEffect } from "preact/hooks";
import type { Session } from "../../../core/records.ts";
import { asStep, namedBy } from "../../../core/own.ts";
import { roundOf } from "../../../core/round.ts";
import { dayName, timeOf } from "../../../words/when.ts";
import { useApp } from "../../app.ts";
import { Top } from "../../parts/Top.tsx";
import { DeleteEntry } from "./DeleteEntry.tsx";
import { SoreAfter } from "./SoreAfter.tsx";

/** A routine as it was played: when, pain before and after, and each step. */
export function SessionEntry({ session }: { session: Session }) {
  const { words, clock, locale, library } = useApp();
  useEffect(() => { void library.load(); }, []);
  const text = words.diary.entry;
  const routine = library.routine(session.routine);
  const content = library.library.value;
  const minutes = words.diary.lasted(session.ended_at - session.at);
  return (
    <main class="screen stack stack-wide">
      <Top title={routine?.title ?? text.session} back="/diary" />
      <div>
        <p class="lead">{dayName(session.on_day, clock.day(clock.now()), locale)}, {timeOf(session.at, session.offset, locale)}</p>
        <p class="muted">{minutes}, {words.diary.list.round[roundOf(session)]}</p>
      </div>
      <dl class="facts">
        <div><dt>{text.before}</dt><dd>{session.before ?? text.notNoted}</dd></div>
        <div><dt>{text.after}</dt><dd>{session.after ?? text.notNoted}</dd></div>
      </dl>
      <SoreAfter session={session} />
      <section class="card stack" aria-labelledby="steps">
        <h2 id="steps">{text.sessionSteps}</h2>
        <ol class="played">
          {session.steps.map((step, index) => (
            <li key={index}>
              <span>{routine?.steps.find((one) => one.slug === step.step)?.title ?? (content && asStep(namedBy(step.step), content)?.title) ?? step.step} {text.side[step.side]}</span>
              <span class="small muted">{text.seconds(step.seconds)}, {text.outcome[step.outcome]}</span>
            </li>
          ))}
        </ol>
      </section>
      <DeleteEntry id={session.id} removed={text.removed.session} />
    </main>
  );
}
