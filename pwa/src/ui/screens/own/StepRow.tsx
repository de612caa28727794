import type { Step } from "../../../core/library.ts";
import type { OwnStep } from "../../../core/records.ts";
import { sidesOf, stepSeconds } from "../../../core/routine.ts";
import { useApp } from "../../app.ts";
import { Icon } from "../../parts/Icon.tsx";

/** A step in the form; one that is off is kept in sight until the routine is saved. */
export interface Row { step: OwnStep; off: boolean }

const HOLD_BY = 5;

/** One step: its place in the order, whether it stays, and its times up to `most`. */
export function StepRow({ row, step, most, least, first, last, onMove, onChange }: {
  row: Row; step: Step; most: { hold: number; reps: number }; least: number; first: boolean; last: boolean;
  onMove(by: -1 | 1, button: string): void; onChange(row: Row): void;
}) {
  const { words } = useApp();
  const text = words.own;
  const sides = sidesOf(step).map((side) => words.diary.entry.side[side]).filter(Boolean).join(", ");
  const arrow = (way: "up" | "down", by: -1 | 1, end: boolean) => (
    <button type="button" id={`${way} ${step.slug}`} class="btn-icon" aria-label={text[way](step.title)} disabled={end} onClick={() => onMove(by, `${way} ${step.slug}`)}><Icon name={way} /></button>
  );
  return (
    <div class={row.off ? "card own-step own-step-off" : "card own-step"}>
      <div class="own-step-head">
        <div class="grow">
          <strong>{step.title}</strong>
          <p class="small muted number">{row.off ? text.leave : words.find.step(sides, stepSeconds(step))}</p>
        </div>
        {arrow("up", -1, first)}
        {arrow("down", 1, last)}
      </div>
      <button type="button" class="btn-text" onClick={() => onChange({ ...row, off: !row.off })}>{row.off ? text.back : text.leave}<span class="visually-hidden">: {step.title}</span></button>
      {!row.off && step.kind !== "app" && (
        <details>
          <summary>{text.times}</summary>
          <Stepper name={text.hold} shown={text.seconds(step.hold_seconds)} value={step.hold_seconds} least={least} most={most.hold} by={HOLD_BY} onChange={(hold) => onChange({ ...row, step: { ...row.step, hold } })} />
          <Stepper name={text.reps} shown={text.count(step.reps)} value={step.reps} least={1} most={most.reps} by={1} onChange={(reps) => onChange({ ...row, step: { ...row.step, reps } })} />
        </details>
      )}
    </div>
  );
}

/** A number with less and more. A step further than an end goes to the end. */
function Stepper({ name, shown, value, least, most, by, onChange }: { name: string; shown: string; value: number; least: number; most: number; by: number; onChange(value: number): void }) {
  const { words } = useApp();
  return (
    <div class="stepper" role="group" aria-label={name}>
      <span class="grow">{name}</span>
      <button type="button" class="btn-icon" aria-label={words.own.less(name)} disabled={value <= least} onClick={() => onChange(Math.max(least, value - by))}><Icon name="minus" /></button>
      <output class="number">{shown}</output>
      <button type="button" class="btn-icon" aria-label={words.own.more(name)} disabled={value >= most} onClick={() => onChange(Math.min(most, value + by))}><Icon name="plus" /></button>
    </div>
  );
}
