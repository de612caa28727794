import type { Question } from "../../core/library.ts";

/**
 * Lines to tick. What stays unticked is a no, once the person goes on. `brief` is for a screen that must show all lines at
 * once: a line says what does not count only when it is ticked.
 */
export function TickList({ questions, ticked, onChange, labelledBy, brief = false }: {
  questions: readonly Question[]; ticked: ReadonlySet<string>; onChange(ticked: ReadonlySet<string>): void; labelledBy: string; brief?: boolean;
}) {
  const helps = ({ id, help }: Question): boolean => help !== undefined && (!brief || ticked.has(id));
  const turn = (id: string, on: boolean): void => {
    const next = new Set(ticked);
    if (on) next.add(id); else next.delete(id);
    onChange(next);
  };
  return (
    <div class={brief ? "stack ticks-brief" : "stack stack-tight"} role="group" aria-labelledby={labelledBy}>
      {questions.map((question) => (
        <label key={question.id} class="choice">
          <input type="checkbox" checked={ticked.has(question.id)} onChange={(event) => turn(question.id, event.currentTarget.checked)} />
          <span class="grow"><span>{question.text}</span>{helps(question) && <span class="small muted tick-help">{question.help}</span>}</span>
        </label>
      ))}
    </div>
  );
}
