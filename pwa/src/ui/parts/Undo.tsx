import { useApp } from "../app.ts";
import { Icon } from "./Icon.tsx";

/** One line above the bar: what was just done and the way to take it back, or once that the app now opens offline. No timer takes it away. */
export function Undo() {
  const { shell, offline, words, route } = useApp();
  // Nothing may stand over the player's buttons; the line waits until the routine is left.
  const told = route.value.path === "/play" ? null : shell.told.value;
  const ready = !told && offline.justReady.value && route.value.path === "/";
  return (
    <div role="status">
      {told && (
        <div class="undo">
          <p>{told.text}</p>
          {told.undo && <button type="button" class="btn btn-quiet" onClick={() => void shell.takeBack()}>{words.shell.undo}</button>}
          <button type="button" class="btn-icon" aria-label={words.shell.putAway} onClick={() => shell.putAway("told")}><Icon name="close" /></button>
        </div>
      )}
      {ready && (
        <div class="undo">
          <p class="small">{words.shell.ready}</p>
          <button type="button" class="btn-icon" aria-label={words.shell.putAway} onClick={offline.putAway}><Icon name="close" /></button>
        </div>
      )}
    </div>
  );
}
