import type { Lock } from "../../../core/safety.ts";
import { useApp } from "../../app.ts";
import { Notice } from "../../parts/Notice.tsx";
import { LeftOutList } from "./LeftOutList.tsx";
import { Todos } from "./Todos.tsx";

const TO_DO: readonly Lock["why"][] = ["screening", "recheck", "first-lesson", "calm-rounds", "agree"];

/** What is missing, and the way there. */
export function Locked({ lock, slug }: { lock: Lock; slug: string }) {
  const { words, href, library } = useApp();
  const routine = library.routine(slug);
  const gentle = <a class="btn btn-block" href={href("/routines/gentle")}>{library.routine("gentle")?.title ?? words.routines.all}</a>;
  const screening = <a class="btn btn-primary btn-block" href={href(`/screening?next=${slug}`)}>{words.safety.screening.title}</a>;
  const ways: Partial<Record<Lock["why"], preact.JSX.Element>> = {
    screening, recheck: screening, advice: <a class="btn btn-block" href={href("/screening")}>{words.safety.screening.change}</a>,
    "gentle-only": gentle, budget: gentle, "per-day": gentle,
    "first-lesson": <a class="btn btn-primary btn-block" href={href("/routines/first-time-learning")}>{library.routine("first-time-learning")?.title ?? words.routines.all}</a>,
  };
  return (
    <div class="stack">
      <Notice kind="note">
        <p>{words.safety.lock(lock).text}</p>
        {"because" in lock && <ul>{lock.because.map((answer) => <li key={answer}>{answer}</li>)}</ul>}
        {lock.why === "advice" && <p>{library.library.value?.safety.advice[lock.action]}</p>}
      </Notice>
      {ways[lock.why]}
      {TO_DO.includes(lock.why) && routine && routine.unlock.length > 1 && <Todos routine={routine} />}
      {lock.why === "nothing-left" && <LeftOutList left={lock.left} />}
      {lock.why === "advice" && (lock.action === "A" || lock.action === "B") &&
        <a class="btn btn-danger btn-block" href={href("/emergency")}>{words.player.emergencyLink}</a>}
    </div>
  );
}
