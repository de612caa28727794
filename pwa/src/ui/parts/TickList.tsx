import type { Question } from "../../core/library.ts";

/** Lines to tick. What stays unticked is a no, once the person goes on. */
export function TickList({ questions, ticked, onChange, labelledBy }: {
  questions: readonly Question[]; ticked: ReadonlySet<string>; onChange(ticked: ReadonlySet<string>): void; labelledBy: string;
}) {
  const turn = (id: string, on: boolean): void => {
    const next = new Set(ticked);
    if (on) next.add(id); else next.delete(id);
    onChange(next);
  };
  return (
    <div class="stack stack-tight" role="group" aria-labelledby={labelledBy}>
      {questions.map((question) => (
        <label key={question.id} class="choice">
          <input type="checkbox" checked={ticked.has(question.id)} onChange={(event) => turn(question.id, event.currentTarget.checked)} />
          <span class="grow"><span>{question.text}</span>{question.help !== undefined && <span class="small muted tick-help">{question.help}</span>}</span>
        </label>
      ))}
    </div>
  );
}
