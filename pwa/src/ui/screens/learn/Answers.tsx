import { consequencesOf } from "../../../core/consequences.ts";
import type { Library } from "../../../core/library.ts";
import { dayLong } from "../../../words/when.ts";
import { useApp } from "../../app.ts";

/** What was ticked in the safety check, what follows from it, and which routines are closed. */
export function Answers({ library }: { library: Library }) {
  const { words, safety, settings, clock, locale } = useApp();
  const text = words.learn.therapist;
  const standing = safety.standing.value;
  const given = safety.answeredAt.value;
  const { birth_year: born, migraine } = settings.current.value;
  const ticked = library.safety.screening.groups.flatMap(({ questions }) => questions).filter(({ id }) => safety.answers.value[id] === "yes");
  const facts = [...(born === undefined ? [] : [text.born(born)]), ...(migraine ? [text.migraine] : []), ...ticked.map((question) => question.text)];
  const effects = consequencesOf(standing?.reasons ?? [], library.safety.places).map(text.rule);
  return (
    <>
      <section class="stack stack-tight" aria-label={text.answers}>
        <h2>{text.answers}</h2>
        <p>{given === undefined || standing?.screened !== true ? text.unanswered : text.answered(dayLong(clock.day(given), locale))}</p>
        {facts.length > 0 && <ul>{facts.map((fact) => <li key={fact}>{fact}</li>)}</ul>}
        {standing?.screened === true && ticked.length === 0 && <p>{text.nothing}</p>}
      </section>
      {effects.length > 0 && (
        <section class="stack stack-tight" aria-label={text.effects}>
          <h2>{text.effects}</h2>
          <ul>{effects.map((effect) => <li key={effect}>{effect}</li>)}</ul>
        </section>
      )}
      <Closed library={library} />
    </>
  );
}

/** The closed routines by what is missing. */
function Closed({ library }: { library: Library }) {
  const { words, safety } = useApp();
  const text = words.learn.therapist;
  const closed = new Map<string, string[]>();
  for (const routine of library.routines) {
    const allowed = safety.allowed(routine);
    if (allowed.open) continue;
    const why = words.safety.lock(allowed.lock).short;
    closed.set(why, [...(closed.get(why) ?? []), routine.title]);
  }
  if (closed.size === 0) return null;
  return (
    <section class="stack stack-tight" aria-label={text.closed}>
      <h2>{text.closed}</h2>
      <ul>{[...closed].map(([why, titles]) => <li key={why}><strong>{why}:</strong> {titles.join("; ")}</li>)}</ul>
    </section>
  );
}
