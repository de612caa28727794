import type { Routine } from "../../../core/library.ts";
import { mayCopy } from "../../../core/own.ts";
import { useApp } from "../../app.ts";
import { Icon } from "../../parts/Icon.tsx";

/** What can be done with a routine of one's own, and how one of the content becomes one. */
export function OwnActions({ routine, open }: { routine: Routine; open: boolean }) {
  const { own, shell, words, go, href } = useApp();
  const text = words.own;
  const record = own.record(routine.slug);
  const at = `/routines/${routine.slug}`;
  if (record === undefined) return open && mayCopy(routine) ? <a class="btn btn-quiet btn-block" href={href(`${at}/edit`)}><Icon name="pencil" />{text.copy}</a> : null;
  const remove = (): void => void shell.attempt(async () => {
    const undo = await own.remove(record);
    go("/routines");
    shell.offerUndo(text.removed, undo);
  });
  return (
    <div class="choices">
      <a class="btn" href={href(`${at}/edit`)}><Icon name="pencil" />{text.edit}</a>
      <a class="btn" href={href(`${at}/share`)}><Icon name="share" />{text.share}</a>
      <button type="button" class="btn btn-quiet quiet-danger" onClick={remove}><Icon name="trash" />{text.remove}</button>
    </div>
  );
}
