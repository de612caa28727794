import { useApp } from "../../app.ts";
import { Icon } from "../../parts/Icon.tsx";

/** Deletes an entry and goes back to the diary, where it can be taken back. */
export function DeleteEntry({ id, removed }: { id: string; removed: string }) {
  const { diary, shell, words, go } = useApp();
  const remove = (): void => void shell.attempt(async () => {
    const undo = await diary.remove(id);
    shell.setDirty(false);
    go("/diary");
    shell.offerUndo(removed, undo);
  });
  return <button type="button" class="btn btn-quiet btn-block quiet-danger" onClick={remove}><Icon name="trash" />{words.diary.entry.remove}</button>;
}
