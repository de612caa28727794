import type { Headache } from "../../../core/records.ts";
import { useApp } from "../../app.ts";
import { Icon } from "../../parts/Icon.tsx";

/** The way to the gentle routine, open to everyone and also in an attack; the session will name this headache. */
export function ReliefButton({ headache }: { headache: Headache }) {
  const { words, href } = useApp();
  return <a class="btn btn-primary btn-block" href={href(`/routines/gentle?headache=${headache.id}`)}><Icon name="play" />{words.diary.today.relief}</a>;
}
