import type { Live, Player } from "../../../core/player.ts";
import { useApp } from "../../app.ts";
import { nameOfPrimary, primary } from "./keys.ts";

/** The routine on a near-black screen, with nothing to read: a tap anywhere does the one thing last said, a strip at the bottom stops. */
export function DarkView({ player, live, onStop }: { player: Player; live: Live; onStop(): void }) {
  const { session, settings, words } = useApp();
  const text = words.player;
  const { voice, sounds, vibration } = settings.current.value;
  const lacking = session.lacking.value;
  const silent = (voice === false || lacking.voice) && (sounds === false || lacking.sound) && (vibration === false || lacking.vibration);
  return (
    <main class="player player-dark">
      <button type="button" class="player-anywhere" aria-label={nameOfPrimary(text, player, live)} onClick={() => primary(session)}>
        {live.step === 0 && <span>{text.dark.ways}</span>}
        {silent && <span>{text.dark.silent}</span>}
      </button>
      <p class="visually-hidden" aria-live="polite">{session.announced.value}</p>
      <button type="button" class="player-stop" onClick={onStop}>{text.stop}</button>
    </main>
  );
}
