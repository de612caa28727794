import type { Live, Player } from "../../../core/player.ts";
import { stepAt } from "../../../core/played.ts";
import { useApp } from "../../app.ts";
import { Icon } from "../../parts/Icon.tsx";
import { nameOfPrimary, primary } from "./keys.ts";

/** One full-width button whose name says what it does now; the quieter ways around it. */
export function Controls({ player, live }: { player: Player; live: Live }) {
  const { session, words } = useApp();
  const text = words.player;
  const at = player.state.at;
  const still = at === "paused" || at === "finding" || at === "app";
  return (
    <div class="player-controls">
      <button type="button" class={still ? "btn btn-primary btn-block player-main" : "btn btn-block player-main"} onClick={() => primary(session)}>
        <Icon name={still ? "play" : "pause"} />{nameOfPrimary(text, player, live)}
      </button>
      <div class="player-row">
        <button type="button" class="btn" onClick={session.back}>{text.back}</button>
        {stepAt(player.plan, live).find && <button type="button" class="btn" onClick={session.notFound}>{text.notFound}</button>}
        <button type="button" class="btn" onClick={session.skip}>{text.skip}</button>
      </div>
    </div>
  );
}
