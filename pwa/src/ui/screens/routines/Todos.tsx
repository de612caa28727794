import { useState } from "preact/hooks";
import type { Routine, UnlockRow } from "../../../core/library.ts";
import type { Todo } from "../../../core/unlocks.ts";
import { dayLong, dayName } from "../../../words/when.ts";
import { useApp } from "../../app.ts";
import { Icon } from "../../parts/Icon.tsx";
import { Sore } from "../../parts/Sore.tsx";

/** All that a routine waits for: what is done, and the way to the rest. */
export function Todos({ routine }: { routine: Routine }) {
  const { safety, words } = useApp();
  const text = words.safety.todo;
  return (
    <section class="card card-quiet stack" aria-label={text.title}>
      <h2>{text.title}</h2>
      <ol class="todos">{safety.todos(routine).map((todo) => <li key={todo.row.slug}><Row todo={todo} /></li>)}</ol>
    </section>
  );
}

function Row({ todo: { row, done, rounds, unanswered } }: { todo: Todo }) {
  const { safety, clock, locale, words } = useApp();
  const text = words.safety.todo;
  const at = safety.agreed.value.get(row.slug);
  return (
    <div class="stack stack-tight">
      <p class="todo"><Icon name={done ? "check" : "lock"} size={1.1} /><strong>{row.title}</strong> {done ? <span class="visually-hidden">{text.done}</span> : row.rounds > 1 && <span class="chip number">{text.rounds(rounds, row.rounds)}</span>}</p>
      {done ? at !== undefined && <p class="small muted">{text.agreed(dayLong(clock.day(at), locale))} {text.settings}</p> : <p class="small muted">{row.text}</p>}
      {!done && row.confirm.length > 0 && <Agree row={row} />}
      {!done && row.rounds > 1 && <Rounds row={row} unanswered={unanswered} />}
    </div>
  );
}

/** The rounds that count: the last one without an answer is asked about, the next one is a tap away. */
function Rounds({ row, unanswered: [last] }: { row: UnlockRow; unanswered: Todo["unanswered"] }) {
  const { library, clock, locale, words, href } = useApp();
  const text = words.safety.sore;
  const title = (slug: string): string => library.routine(slug)?.title ?? slug;
  return (
    <>
      {last === undefined ? <p class="small muted">{text.soon}</p> : (
        <Sore key={last.id} session={last} legend={text.ask(title(last.routine), dayName(last.on_day, clock.day(clock.now()), locale))} />
      )}
      <p class="row">{row.routines.map((slug) => <a key={slug} class="btn btn-quiet" href={href(`/routines/${slug}`)}>{title(slug)}</a>)}</p>
    </>
  );
}

/** The sentences of a lock. It opens when every one of them is ticked. */
function Agree({ row }: { row: UnlockRow }) {
  const { safety, shell, words } = useApp();
  const text = words.safety.todo;
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const [asked, setAsked] = useState(false);
  const missing = row.confirm.some((sentence) => !ticked.includes(sentence));
  const agree = (event: Event): void => {
    event.preventDefault();
    setAsked(missing);
    if (!missing) void shell.attempt(() => safety.agree(row.slug, true));
  };
  return (
    <form class="stack stack-tight" onSubmit={agree}>
      {row.confirm.map((sentence) => (
        <label key={sentence} class="choice">
          <input type="checkbox" checked={ticked.includes(sentence)}
            onChange={(event) => setTicked(event.currentTarget.checked ? [...ticked, sentence] : ticked.filter((each) => each !== sentence))} />
          <span>{sentence}</span>
        </label>
      ))}
      <p class="wrong" role="status">{asked && missing ? text.tick : ""}</p>
      <button type="submit" class={missing ? "btn btn-block" : "btn btn-primary btn-block"}>{text.agree}</button>
    </form>
  );
}
