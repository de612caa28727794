import type { Checkin, Headache, Session } from "../../../core/records.ts";
import { roundOf } from "../../../core/round.ts";
import type { Line } from "../../../state/timeline.ts";
import { timeOf } from "../../../words/when.ts";
import { useApp } from "../../app.ts";
import { Icon } from "../../parts/Icon.tsx";
import { PainMark } from "../../parts/PainMark.tsx";

/** One entry in the list: a mark, what it is, when, and the little that matters. */
export function DiaryLine({ line }: { line: Line }) {
  const { href, locale } = useApp();
  const { entry } = line;
  const what = useWhat(line);
  return (
    <a class="list-row" href={href(`/diary/${entry.id}`)}>
      {what.mark}
      <span class="grow">
        <strong>{what.title}</strong>
        <span class="small muted">{what.detail}</span>
      </span>
      <span class="small muted number">{entry.kind === "checkin" ? "" : timeOf(entry.at, entry.offset, locale)}</span>
      <Icon name="next" size={1} />
    </a>
  );
}

function useWhat({ entry, peak }: Line) {
  const { words, library } = useApp();
  const text = words.diary.list;
  if (entry.kind === "headache") {
    const headache = entry as Headache;
    const length = headache.ended_at === undefined ? text.ongoing : words.diary.lasted(headache.ended_at - headache.at);
    return { mark: <PainMark {...(peak === undefined ? {} : { peak })} />, title: text.headache, detail: `${length}, ${peak === undefined ? text.noPain : text.peak(peak)}` };
  }
  if (entry.kind === "session") {
    const session = entry as Session;
    const pain = text.beforeAfter(session.before, session.after);
    const outcome = text.round[roundOf(session)];
    const title = library.routine(session.routine)?.title ?? text.session;
    return { mark: <span class="mark mark-session"><Icon name="routines" /></span>, title, detail: pain ? `${outcome}, ${pain}` : outcome };
  }
  const answer = (entry as Checkin).headache;
  return { mark: <span class="mark"><Icon name={answer === "no" ? "check" : "diary"} /></span>, title: answer === "no" ? text.noHeadache : text.yesHeadache, detail: text.checkin };
}
