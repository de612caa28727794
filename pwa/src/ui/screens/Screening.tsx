import { useEffect, useState } from "preact/hooks";
import type { QuestionGroup } from "../../core/library.ts";
import { verdictOf } from "../../core/screening.ts";
import { readBirthYear } from "../../state/settings.ts";
import { useApp } from "../app.ts";
import { Loading } from "../parts/Loading.tsx";
import { Notice } from "../parts/Notice.tsx";
import { TickList } from "../parts/TickList.tsx";
import { Top } from "../parts/Top.tsx";

/** The safety check: one short list after the other, each saved when it is answered; then what follows from it. */
export function Screen() {
  const { library, safety, settings, words } = useApp();
  const [editing, setEditing] = useState<number | null>(null);
  useEffect(() => { void library.load(); }, []);
  const groups = safety.groups.value;
  if (library.library.value === undefined) return <main class="screen stack"><Top title={words.safety.screening.title} back="/routines" /><Loading /></main>;
  if (settings.current.value.birth_year === undefined) return <BirthYear />;
  const left = safety.left.value[0];
  const index = editing ?? (left === undefined ? -1 : groups.indexOf(left));
  const group = groups[index];
  if (group === undefined) return <Result onChange={() => setEditing(0)} />;
  // A list that is being changed leads to the next one; a first answer leads to the next open one.
  return <List key={group.slug} group={group} list={index + 1} of={groups.length} onDone={() => setEditing(editing === null ? null : index + 1)} />;
}

function BirthYear() {
  const { clock, settings, shell, words } = useApp();
  const text = words.safety.screening;
  const [typed, setTyped] = useState("");
  const [wrong, setWrong] = useState(false);
  const year = readBirthYear(typed, Number(clock.day(clock.now()).slice(0, 4)));
  const next = (event: Event): void => {
    event.preventDefault();
    setWrong(year === undefined);
    if (year !== undefined) void shell.attempt(() => settings.change({ birth_year: year }));
  };
  return (
    <main class="screen screen-bare">
      <form class="stack" onSubmit={next} noValidate>
        <Top title={text.title} back="/routines" />
        <p class="lead">{text.intro}</p>
        <div class="field">
          <label for="birth-year">{text.birthYear}</label>
          <input id="birth-year" inputMode="numeric" autocomplete="bday-year" value={typed} aria-invalid={wrong} aria-describedby="birth-why" onInput={(event) => setTyped(event.currentTarget.value)} />
          <p id="birth-why" class={wrong ? "wrong" : "small muted"}>{wrong ? text.birthWrong : text.birthWhy}</p>
        </div>
        <button type="submit" class="btn btn-primary btn-block">{text.next}</button>
      </form>
    </main>
  );
}

function List({ group, list, of, onDone }: { group: QuestionGroup; list: number; of: number; onDone(): void }) {
  const { safety, shell, words, go, href } = useApp();
  const text = words.safety.screening;
  const before = group.questions.filter(({ id }) => safety.answers.value[id] === "yes").map(({ id }) => id);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set(before));
  const save = async (): Promise<void> => {
    if (!(await shell.attempt(() => safety.answer(group, ticked)))) return;
    onDone();
    const { action } = verdictOf(group.questions.filter(({ id }) => ticked.has(id)));
    if (action === "A") go("/emergency");
    else scrollTo(0, 0);
  };
  return (
    <main class="screen screen-bare stack" key={group.slug}>
      <Top title={group.title} back="/routines" />
      <div>
        <p class="muted small">{text.listOf(list, of)}</p>
        <div class="progress" role="presentation"><svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true"><rect class="progress-track" width="100" height="4" rx="2" /><rect class="progress-done" width={(list / of) * 100} height="4" rx="2" /></svg></div>
      </div>
      <p class="lead" id="list-intro">{group.intro}</p>
      <TickList questions={group.questions} ticked={ticked} onChange={setTicked} labelledBy="list-intro" />
      <p class="small muted">{list === 1 ? text.intro : text.laterNote} <a href={href("/routines")}>{text.later}</a></p>
      <div class="before-start-go">
        <button type="button" class="btn btn-primary btn-block btn-big" onClick={() => void save()}>{ticked.size === 0 ? text.none : text.next}</button>
      </div>
    </main>
  );
}

/** What follows, and "still true?" after 90 days. */
function Result({ onChange }: { onChange(): void }) {
  const { safety, library, shell, words, href, route } = useApp();
  const text = words.safety.screening;
  const standing = safety.standing.value;
  const content = library.library.value?.safety;
  if (standing === undefined || content === undefined) return null;
  const next = library.routine(route.value.query.get("next") ?? "");
  const slugs = new Set(standing.reasons.map(({ effect }) => effect.rule));
  const whys = content.effects.filter(({ slug }) => slugs.has(slug as never) && slug !== "no-routine");
  const gravest = standing.because.filter(({ action }) => action === standing.action);
  return (
    <main class="screen screen-bare stack stack-wide">
      <Top title={standing.recheck ? text.again : text.doneTitle} back="/routines" />
      {standing.recheck && (
        <div class="stack">
          <p class="lead">{text.againText}</p>
          <Ticked />
          <button type="button" class="btn btn-primary btn-block btn-big" onClick={() => void shell.attempt(() => safety.confirm())}>{text.still}</button>
        </div>
      )}
      {gravest.length > 0 && (
        <Notice kind={standing.action === "A" ? "danger" : "warn"}>
          <h2>{words.safety.then[standing.action]}</h2>
          <p>{content.advice[standing.action]}</p>
          <ul>{gravest.map((question) => <li key={question.id}>{question.text}{question.help !== undefined && <span class="small muted"> {question.help}</span>}</li>)}</ul>
        </Notice>
      )}
      {(standing.action === "A" || standing.action === "B") && <a class="btn btn-danger btn-block" href={href("/emergency")}>{words.player.emergencyLink}</a>}
      {whys.length > 0 && <section class="stack stack-tight"><h2>{text.result}</h2><ul>{whys.map(({ slug, why }) => <li key={slug}>{why}</li>)}</ul></section>}
      <p class="muted">{content.advice["all-no"] ?? text.allNo}</p>
      {!standing.recheck && (
        <a class="btn btn-primary btn-block btn-big" href={href(next === undefined ? "/routines" : `/routines/${next.slug}`)}>
          {next === undefined ? text.toRoutines : next.title}
        </a>
      )}
      <button type="button" class="btn btn-block" onClick={onChange}>{text.change}</button>
    </main>
  );
}

function Ticked() {
  const { safety, words } = useApp();
  const text = words.safety.screening;
  const yes = safety.groups.value.flatMap(({ questions }) => questions).filter(({ id }) => safety.answers.value[id] === "yes");
  return (
    <section class="card card-quiet stack stack-tight">
      <h2>{text.yourAnswers}</h2>
      {yes.length === 0 ? <p>{text.nothing}</p> : <ul>{yes.map((question) => <li key={question.id}>{question.text}</li>)}</ul>}
    </section>
  );
}
