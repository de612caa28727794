import type { Live, Player } from "../../../core/player.ts";
import { sideAt, stepAt } from "../../../core/played.ts";
import { useApp } from "../../app.ts";
import { nameOfPrimary, primary } from "./keys.ts";

/** The routine on a near-black screen, with nothing to read but the step's name where no voice says it: a tap anywhere does the one thing last said, a strip at the bottom stops. */
export function DarkView({ player, live, onStop }: { player: Player; live: Live; onStop(): void }) {
  const { session, settings, words } = useApp();
  const text = words.player;
  const { voice, sounds, vibration } = settings.current.value;
  const lacking = session.lacking.value;
  const spoken = voice !== false && !lacking.voice;
  const silent = !spoken && (sounds === false || lacking.sound) && (vibration === false || lacking.vibration);
  return (
    <main class="player player-dark">
      <button type="button" class="player-anywhere" aria-label={nameOfPrimary(text, player, live)} onClick={() => primary(session)}>
        {!spoken && <span class="player-anywhere-name">{[stepAt(player.plan, live).title, text.side[sideAt(player.plan, live)]].filter((part) => part !== "").join(" · ")}</span>}
        {live.step === 0 && <span>{text.dark.ways}</span>}
        {silent && <span>{text.dark.silent}</span>}
      </button>
      <p class="visually-hidden" aria-live="polite">{session.announced.value}</p>
      <button type="button" class="player-stop" onClick={onStop}>{text.stop}</button>
    </main>
  );
}
