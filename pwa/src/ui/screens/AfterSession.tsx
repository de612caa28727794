import type { Pain } from "../../core/records.ts";
import type { Running } from "../../state/running.ts";
import { useApp } from "../app.ts";
import { Notice } from "../parts/Notice.tsx";
import { PainScale } from "../parts/PainScale.tsx";
import { Top } from "../parts/Top.tsx";

/** The end of a round: one tap for the pain now, then quiet. The round itself is already saved. */
export function AfterSession({ running }: { running: Running }) {
  const { session, shell, words, go } = useApp();
  const text = words.player.after;
  const { player } = running;
  const finished = player.state.at === "finished";
  const held = player.tally.pieces.some(({ heldMs }) => heldMs > 0);
  const done = player.tally.pieces.filter(({ outcome, heldMs }) => outcome === "done" && heldMs > 0);
  const seconds = player.tally.pieces.reduce((sum, piece) => sum + piece.heldMs, 0) / 1000;
  const leave = (): void => { session.leave(); go("/", { replace: true }); };
  const note = async (pain: Pain): Promise<void> => {
    if (!(await shell.attempt(() => session.notePain(pain)))) return;
    shell.say(text.savedNow);
    leave();
  };
  const third = player.state.at === "stopped" && player.state.reason === "third-spot";
  const saved = session.saved.value;
  return (
    <main class="screen screen-bare stack stack-wide">
      <Top title={finished ? text.finishedTitle : text.stoppedTitle} />
      <div class="stack stack-tight">
        <p class="lead">{finished && !held ? text.lookedThrough(player.plan.title) : finished ? text.finished(player.plan.title) : third ? text.thirdSpot : text.stopped}</p>
        <p class="muted number">{text.summary(new Set(done.map(({ step }) => step)).size, Math.round(seconds))}</p>
        {saved === "failed" && (
          <Notice kind="warn" live>
            <p>{text.failed}</p>
            <button type="button" class="btn" onClick={() => void session.saveAgain()}>{text.tryAgain}</button>
          </Notice>
        )}
      </div>
      <PainScale value={null} onChoose={(pain) => void note(pain)} legend={text.pain} />
      <p class="small muted" role="status">{saved === "saved" ? text.savedNow : ""}</p>
      <button type="button" class="btn btn-block" onClick={leave}>{text.without}</button>
      <p class="small muted">{text.sore}</p>
    </main>
  );
}
