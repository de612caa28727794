import { useEffect } from "preact/hooks";
import type { Routine } from "../../../core/library.ts";
import { useApp, type App } from "../../app.ts";

/** Rounds a day after which rest is the better step. */
const PLENTY = 3;
/** What is offered on a day without headache, the first that is open; the last is open to everyone. */
const OFFERED = ["desk-break", "posture-reset", "gentle"] as const;

/** One thing that would do good now. Nothing while a headache goes on or a routine waits: their own cards say what is next. */
export function NextStep({ now }: { now: number }) {
  const app = useApp();
  const { diary, library, session, words, clock, href } = app;
  const text = words.diary.today;
  useEffect(() => { void library.load(); }, []);
  if (diary.ongoing.value.length > 0 || session.resumable.value) return null;
  const rounds = diary.sessionsOn(clock.day(now)).length;
  if (rounds >= PLENTY) return <p class="muted">{text.already(rounds)}</p>;
  const routine = firstOpen(app);
  return (
    <section class="card next stack" aria-labelledby="next-step">
      <div>
        <p class="muted small">{text.next}</p>
        <h2 id="next-step">{routine?.title ?? text.gentle}</h2>
        {/* The line is there before the content is, so that nothing under it moves. */}
        <p class="muted">{routine ? text.minutes(Math.max(1, Math.round(routine.seconds / 60))) : "\u00a0"}</p>
      </div>
      <div class="row">
        <a class="btn btn-soft grow" href={href(`/routines/${routine?.slug ?? "gentle"}`)}>{text.begin}</a>
        <a class="btn btn-quiet" href={href("/routines")}>{text.allRoutines}</a>
      </div>
    </section>
  );
}

/** The routine to offer; undefined until the content and the answers are here. Nothing screened leaves Gentle. */
function firstOpen({ library, safety, complete }: App): Routine | undefined {
  if (!library.library.value || !complete.value) return undefined;
  const gentle = library.routine("gentle");
  if (safety.left.value.length > 0) return gentle;
  return OFFERED.map((slug) => library.routine(slug)).find((routine) => routine && safety.allowed(routine).open) ?? gentle;
}
