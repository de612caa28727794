import { useEffect, useRef, useState } from "preact/hooks";
import type { Library, Routine } from "../../../core/library.ts";
import { asRoutine, asStep, cleanTitle, COMPOSED, copied, mostOf, namedBy, SHORTEST_HOLD } from "../../../core/own.ts";
import type { OwnStep } from "../../../core/records.ts";
import { useApp } from "../../app.ts";
import { Field } from "../../parts/Field.tsx";
import { Icon } from "../../parts/Icon.tsx";
import { Notice } from "../../parts/Notice.tsx";
import { Top } from "../../parts/Top.tsx";
import { StepRow, type Row } from "./StepRow.tsx";

/** A routine taken apart: another order, other times, steps left out. A routine of the content stays as it is; a copy is saved. */
export function Edit({ content, routine }: { content: Library; routine: Routine }) {
  const { own, shell, words, go } = useApp();
  const text = words.own;
  const record = own.record(routine.slug);
  const [title, setTitle] = useState(record || routine.slug === COMPOSED ? routine.title : text.copyOf(routine.title));
  const [rows, setRows] = useState<readonly Row[]>(() => (record?.steps ?? stepsOf(routine, content)).map((step) => ({ step, off: false })));
  const [wrong, setWrong] = useState<string>();
  const [told, setTold] = useState("");
  const moved = useRef<string | undefined>(undefined);
  const back = `/routines/${routine.slug}`;
  const kept = rows.filter(({ off }) => !off).map(({ step }) => step);
  const parts = { title: cleanTitle(title), steps: kept };
  // A moved row takes the focus with it, which the browser drops on its way.
  useEffect(() => { if (moved.current !== undefined) document.getElementById(moved.current)?.focus(); moved.current = undefined; }, [rows]);
  useEffect(() => () => shell.setDirty(false), []);
  const change = (next: readonly Row[]): void => { setRows(next); setWrong(undefined); shell.setDirty(true); };
  const move = (from: number, by: -1 | 1, button: string, name: string): void => {
    const next = [...rows];
    next.splice(from + by, 0, ...next.splice(from, 1));
    moved.current = from + by === 0 || from + by === rows.length - 1 ? button.replace(/^(up|down)/u, by < 0 ? "down" : "up") : button;
    setTold(text.moved(name, from + by + 1, rows.length));
    change(next);
  };
  const save = (event: Event): void => {
    event.preventDefault();
    if (parts.title === "" || kept.length === 0) { setWrong(parts.title === "" ? text.noName : text.noSteps); return; }
    void shell.attempt(async () => {
      const slug = await own.save(parts, record);
      shell.setDirty(false);
      shell.say(text.saved);
      go(`/routines/${slug}`, { replace: true });
    });
  };
  return (
    <main class="screen">
      <Top title={record ? text.editTitle : text.newTitle} back={back} />
      <form class="stack stack-wide" onSubmit={save}>
        <Field label={text.name} value={title} onInput={(typed) => { setTitle(typed); setWrong(undefined); shell.setDirty(true); }} wrong={wrong === text.noName ? wrong : undefined} />
        <section class="stack" aria-label={text.steps}>
          <h2>{text.steps} <span class="chip chip-calm number">{words.routines.length(asRoutine("", parts, content).seconds)}</span></h2>
          <p class="visually-hidden" role="status">{told}</p>
          <ol class="stack routines">
            {rows.map((row, at) => {
              const step = asStep(row.step, content);
              const whole = asStep({ from: row.step.from, step: row.step.step }, content);
              return step && whole && (
                <li key={step.slug}>
                  <StepRow row={row} step={step} most={mostOf(whole, content.safety)} least={Math.min(SHORTEST_HOLD, whole.hold_seconds)} first={at === 0} last={at === rows.length - 1}
                    onMove={(by, button) => move(at, by, button, step.title)} onChange={(next) => change(rows.map((each, other) => other === at ? next : each))} />
                </li>
              );
            })}
          </ol>
          <p class="small muted">{text.limit}</p>
        </section>
        {wrong === text.noSteps && <Notice kind="warn" live>{wrong}</Notice>}
        <button type="submit" class="btn btn-primary btn-block"><Icon name="check" />{text.save}</button>
      </form>
    </main>
  );
}

/** What a routine is made of: its own steps are names already where it was composed for places that hurt. */
function stepsOf(routine: Routine, { routines }: Library): OwnStep[] {
  if (routines.some(({ slug }) => slug === routine.slug)) return copied(routine);
  return routine.steps.map(({ slug, sides, hold_seconds, reps }) => {
    return { ...namedBy(slug), hold: hold_seconds, reps, ...(sides === "left" || sides === "right" ? { side: sides } : {}) };
  });
}
