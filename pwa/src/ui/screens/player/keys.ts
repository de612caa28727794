import { useEffect } from "preact/hooks";
import type { Live, Player } from "../../../core/player.ts";
import type { PlayerWords } from "../../../words/en/player.ts";
import { useApp } from "../../app.ts";

/** Space pauses and goes on, the arrows go back and on, Escape asks to stop. Buttons and fields keep their own keys. */
export function useKeys(asleep: boolean, onStop: () => void): void {
  const { session } = useApp();
  useEffect(() => {
    if (asleep) return undefined;
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      const inside = event.target instanceof Element && event.target.closest("button, summary, input, select, a, dialog") !== null;
      if (event.key === "Escape") onStop();
      else if (event.key === "ArrowLeft") session.back();
      else if (event.key === "ArrowRight") session.skip();
      else if (event.key === " " && !inside) primary(session);
      else return;
      event.preventDefault();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [asleep, onStop]);
}

/** What the one thing is called that `primary` does now. */
export function nameOfPrimary(text: PlayerWords, player: Player, live: Live): string {
  if (player.state.at === "paused") return text.resume;
  return live.at === "finding" ? text.found : live.at === "app" ? text.goOnApp : text.pause;
}

/** The one thing the big button does now. */
export function primary(session: ReturnType<typeof useApp>["session"]): void {
  const at = session.running.peek()?.player.state.at;
  if (at === "paused") session.resume();
  else if (at === "finding" || at === "app") session.found();
  else session.pause();
}
