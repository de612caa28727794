import { useEffect, useRef, useState } from "preact/hooks";
import { isOver, liveOf, type Live } from "../../core/player.ts";
import type { Running } from "../../state/running.ts";
import { useApp } from "../app.ts";
import { Elsewhere } from "../parts/Elsewhere.tsx";
import { Top, useScreenTitle } from "../parts/Top.tsx";
import { AfterSession } from "./AfterSession.tsx";
import { Controls } from "./player/Controls.tsx";
import { Cues } from "./player/Cues.tsx";
import { DarkView } from "./player/DarkView.tsx";
import { StepView } from "./player/StepView.tsx";
import { StopDialog } from "./player/StopDialog.tsx";
import { useKeys } from "./player/keys.ts";

/** The routine as it runs, full screen. Everything shown is computed from the session and the clock. */
export function Screen() {
  const { session, library, words, route, go } = useApp();
  const running = session.running.value;
  const nothing = running === null && !session.elsewhere.value;
  useEffect(() => {
    void library.load();
    if (session.running.peek() === null && session.resumable.peek() !== null) session.takeUp();
  }, []);
  useEffect(() => {
    if (nothing && session.running.peek() === null && route.peek().path === "/play") go("/routines", { replace: true });
  }, [nothing]);
  if (running === null) return nothing ? null : <main class="screen stack"><Top title={words.diary.today.resume} back="/" /><Elsewhere /></main>;
  if (isOver(running.player.state)) return <AfterSession running={running} />;
  const live = liveOf(running.player.state);
  return live === null ? null : <Playing running={running} live={live} />;
}

function Playing({ running, live }: { running: Running; live: Live }) {
  const { session, words } = useApp();
  const { player } = running;
  const [stopping, setStopping] = useState(false);
  const wasPaused = useRef(false);
  const heading = useScreenTitle(player.plan.title);
  const askStop = (): void => {
    wasPaused.current = session.running.peek()?.player.state.at === "paused";
    session.pause();
    setStopping(true);
  };
  const goOn = (): void => {
    setStopping(false);
    if (!wasPaused.current) session.resume();
  };
  useKeys(stopping, askStop);
  const stopDialog = stopping && <StopDialog dark={running.dark === true} onGoOn={goOn} onClosed={() => setStopping(false)} />;
  if (running.dark) return <><DarkView player={player} live={live} onStop={askStop} />{stopDialog}</>;
  return (
    <main class="player">
      <header class="player-top">
        <div class="grow">
          <h1 ref={heading} tabIndex={-1} class="player-title">{player.plan.title}</h1>
          <p class="small muted number">{words.player.stepOf(live.step + 1, player.plan.steps.length)}</p>
        </div>
        <Cues />
      </header>
      <StepView player={player} live={live} />
      <p class="visually-hidden" aria-live="polite">{session.announced.value}</p>
      <Controls player={player} live={live} />
      <button type="button" class="player-stop" onClick={askStop}>{words.player.stop}</button>
      {stopDialog}
    </main>
  );
}
