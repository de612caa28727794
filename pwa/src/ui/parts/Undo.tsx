import { useApp } from "../app.ts";
import { Icon } from "./Icon.tsx";

/** What was just done, and the way to take it back. No timer takes it away. */
export function Undo() {
  const { shell, words } = useApp();
  const told = shell.told.value;
  return (
    <div role="status">
      {told && (
        <div class="undo">
          <p>{told.text}</p>
          {told.undo && <button type="button" class="btn btn-quiet" onClick={() => void shell.takeBack()}>{words.shell.undo}</button>}
          <button type="button" class="btn-icon" aria-label={words.shell.putAway} onClick={() => shell.putAway("told")}><Icon name="close" /></button>
        </div>
      )}
    </div>
  );
}
