import { useEffect, useRef, useState } from "preact/hooks";
import type { Question, Routine } from "../../core/library.ts";
import type { Pain } from "../../core/records.ts";
import type { Allowed } from "../../core/safety.ts";
import { SORE_LINE } from "../../core/soreness.ts";
import type { Purpose } from "../../state/running.ts";
import { useApp } from "../app.ts";
import { inAskedMinutes, useParam } from "../param.ts";
import { Loading } from "../parts/Loading.tsx";
import { Notice } from "../parts/Notice.tsx";
import { PainScale } from "../parts/PainScale.tsx";
import { TickList } from "../parts/TickList.tsx";
import { Top } from "../parts/Top.tsx";

/** The one screen before a routine: what is unlike your usual today, and the pain now. "None of these" starts it. */
export function Screen() {
  const app = useApp();
  const { library, route, words } = app;
  const slug = useParam("/routines/:slug/start", "slug");
  useEffect(() => { void library.load(); }, []);
  const routine = library.routine(slug);
  if (library.library.value === undefined) return <main class="screen stack"><Top title={words.safety.micro.title} back="/routines" /><Loading /></main>;
  if (routine === undefined) return <main class="screen stack"><Top title={words.safety.micro.title} back="/routines" /><Notice>{words.routines.unknown}</Notice></main>;
  return <Asking routine={inAskedMinutes(routine, route.value.query)} />;
}

function Asking({ routine }: { routine: Routine }) {
  const app = useApp();
  const { safety, session, settings, words, go } = app;
  const text = words.safety.micro;
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [pain, setPain] = useState<Pain | null>(null);
  const [outcome, setOutcome] = useState<readonly Question[] | null>(null);
  const takeBack = useRef<(() => Promise<void>) | null>(null);
  const yes = [...safety.micro.value, ...safety.recent.value].filter((question) => ticked.has(question.id));
  const [dark, setDark] = useState(settings.current.peek().dark_screen === true && app.diary.ongoing.peek().length > 0);
  const purpose = { ...usePurpose(pain), dark };
  const before = { headache: purpose.headache !== undefined || (pain ?? 0) > 0 };

  const play = (allowed: Allowed): void => {
    if (!allowed.open) { setOutcome(yes); return; }
    if (dark !== (settings.current.peek().dark_screen === true)) void app.shell.attempt(() => settings.change({ dark_screen: dark }));
    void session.start(allowed.plan, purpose);
    go("/play", { replace: true });
  };
  const goOn = async (): Promise<void> => {
    const lasting = yes.filter(({ hours }) => hours !== undefined);
    if (lasting.length > 0 && !(await app.shell.attempt(() => safety.add(lasting)))) return;
    const micro = yes.filter(({ hours }) => hours === undefined);
    if (safety.judge(yes).action === "A") { go("/emergency"); return; }
    const answered = app.shell.attempt(async () => { takeBack.current = await safety.answerLine(ticked.has(SORE_LINE)); });
    if (yes.length > 0) { if (await answered) setOutcome(yes); return; }
    play(safety.allowed(routine, { ...before, micro }));
  };
  const correct = async (): Promise<void> => {
    const undo = takeBack.current;
    if (undo === null || await app.shell.attempt(undo)) setOutcome(null);
  };
  if (outcome !== null) {
    return <Outcome routine={routine} yes={outcome} before={before} onPlay={play} onBack={() => void correct()} />;
  }
  return (
    <main class="screen screen-bare stack before-start">
      <Top title={text.title} back={`/routines/${routine.slug}`} />
      <p id="micro-intro">{text.intro}</p>
      {safety.answers.value["aura"] === "yes" && <p class="muted small">{text.aura}</p>}
      <TickList questions={safety.micro.value} ticked={ticked} onChange={setTicked} labelledBy="micro-intro" brief />
      <details class="card card-quiet">
        <summary><strong>{text.lastDays}</strong> <span class="muted small">{text.lastDaysText}</span></summary>
        <TickList questions={safety.recent.value} ticked={ticked} onChange={setTicked} labelledBy="micro-intro" />
      </details>
      <details class="card card-quiet">
        <summary><strong>{text.pain}</strong> {pain !== null && <span class="chip chip-calm number">{pain}</span>}</summary>
        <PainScale value={pain} onChoose={setPain} legend={text.pain} legendHidden />
      </details>
      <label class="choice">
        <input type="checkbox" role="switch" checked={dark} aria-checked={dark} onChange={(event) => setDark(event.currentTarget.checked)} />
        <span>{words.player.dark.switch}</span>
      </label>
      <div class="before-start-go">
        <button type="button" class="btn btn-primary btn-block btn-big" onClick={() => void goOn()}>{yes.length === 0 ? text.none : text.go}</button>
      </div>
    </main>
  );
}

/** What the session is for: a headache or a reminder named in the address, else the headache that goes on. */
function usePurpose(pain: Pain | null): Purpose {
  const { route, diary } = useApp();
  const query = route.value.query;
  const headache = query.get("headache") ?? diary.ongoing.value[0]?.id;
  const rid = query.get("rid");
  const nominal = query.get("o");
  return {
    ...(headache === undefined ? {} : { headache }),
    ...(rid === null || nominal === null ? {} : { reminder: { rid, nominal } }),
    ...(pain === null ? {} : { before: pain }),
  };
}

/** After a tick: what it means, and what is still open. */
function Outcome({ routine, yes, before, onPlay, onBack }: {
  routine: Routine; yes: readonly Question[]; before: { headache: boolean }; onPlay(allowed: Allowed): void; onBack(): void;
}) {
  const { safety, library, words, href } = useApp();
  const text = words.safety.micro;
  const micro = yes.filter(({ hours }) => hours === undefined);
  const verdict = safety.judge(yes);
  const content = library.library.value?.safety;
  const open = safety.allowed(routine, { ...before, micro });
  const gentle = library.routine("gentle");
  const instead = gentle && gentle.slug !== routine.slug ? safety.allowed(gentle, { ...before, micro }) : undefined;
  const signs = verdict.reasons.some(({ effect }) => effect.rule === "say-emergency-signs");
  return (
    <main class="screen screen-bare stack">
      <Top title={words.safety.then[verdict.action]} />
      <p class="lead">{content?.advice[verdict.action]}</p>
      {yes.length > 0 && (
        <div>
          <p class="muted">{text.because}</p>
          <ul>{yes.map((question) => <li key={question.id}>{question.text}</li>)}</ul>
        </div>
      )}
      {yes.some(({ id }) => id === SORE_LINE) && safety.soreTooLong() && <Notice kind="warn"><p>{words.safety.sore.doctor}</p></Notice>}
      {!open.open && yes.length === 0 && <Notice>{words.safety.lock(open.lock).text}</Notice>}
      {yes.map(({ id, help }) => help !== undefined && <p key={id} class="muted">{help}</p>)}
      {signs && <section class="card stack stack-tight"><p>{text.signs}</p><ul>{content?.emergency.signs.map((sign) => <li key={sign}>{sign}</li>)}</ul></section>}
      {(verdict.action === "B" || verdict.action === "C") && <a class="btn btn-danger btn-block" href={href("/emergency")}>{words.player.emergencyLink}</a>}
      {open.open && (
        <>
          {open.plan.left.length > 0 && <p>{text.fits(open.plan.left.length)}</p>}
          <button type="button" class="btn btn-primary btn-block btn-big" onClick={() => onPlay(open)}>{text.startAfter}</button>
        </>
      )}
      {!open.open && instead?.open && <button type="button" class="btn btn-primary btn-block btn-big" onClick={() => onPlay(instead)}>{text.gentle}</button>}
      <button type="button" class="btn btn-block" onClick={onBack}>{text.back}</button>
      <a class="btn btn-quiet btn-block" href={href("/")}>{text.home}</a>
    </main>
  );
}
