import { isLive } from "../../../core/player.ts";
import { useApp } from "../../app.ts";
import { Elsewhere } from "../../parts/Elsewhere.tsx";

/** A routine that was cut off: go on where it was, or keep it as it is. */
export function ResumeCard() {
  const { session, shell, words, go } = useApp();
  const text = words.diary.today;
  const cut = session.resumable.value;
  if (session.elsewhere.value) return <Elsewhere />;
  if (!cut) return null;
  const { plan, state } = cut.player;
  const goOn = (): void => { session.takeUp(); go("/play"); };
  return (
    <section class="card card-strong stack" aria-labelledby="resume">
      <div>
        <h2 id="resume">{text.resume}</h2>
        <p class="muted">{text.resumeText(plan.title, isLive(state) ? plan.steps[state.step]?.title ?? "" : "")}</p>
      </div>
      <button type="button" class="btn btn-primary btn-block" onClick={goOn}>{text.resumeYes}</button>
      <button type="button" class="btn btn-quiet btn-block" onClick={() => void shell.attempt(() => session.finishCutOff())}>{text.resumeNo}</button>
    </section>
  );
}
