import { useApp } from "../app.ts";
import { Icon } from "./Icon.tsx";

/** What was just done, and the way to take it back. No timer takes it away. */
export function Undo() {
  const { shell, words } = useApp();
  const offered = shell.undoable.value;
  return (
    <div role="status">
      {offered && (
        <div class="undo">
          <p>{offered.text}</p>
          <button type="button" class="btn btn-quiet" onClick={() => void shell.takeBack()}><Icon name="undo" />{words.shell.undo}</button>
          <button type="button" class="btn-icon" aria-label={words.shell.putAway} onClick={shell.putAway}><Icon name="close" /></button>
        </div>
      )}
    </div>
  );
}
