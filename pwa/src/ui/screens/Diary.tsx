import { useEffect, useMemo } from "preact/hooks";
import type { Line } from "../../state/timeline.ts";
import { dayName, dayPlus } from "../../words/when.ts";
import { useApp } from "../app.ts";
import { useNow } from "../now.ts";
import { Icon } from "../parts/Icon.tsx";
import { Top } from "../parts/Top.tsx";
import { DiaryLine } from "./diary/DiaryLine.tsx";

/** Everything noted, newest first, by day, fifty lines at a time. */
export function Screen() {
  const { diary, words, href, library } = useApp();
  const timeline = useMemo(() => diary.timeline(), []);
  useEffect(() => { void library.load(); void timeline.more(); return timeline.close; }, []);
  const text = words.diary.list;
  const lines = timeline.lines.value;
  return (
    <main class="screen stack stack-wide">
      <Top title={text.title}>
        <a class="btn-icon" href={href("/diary/new")} aria-label={text.add}><Icon name="plus" size={1.5} /></a>
      </Top>
      {timeline.loaded.value && lines.length === 0 && <p class="muted">{text.empty}</p>}
      {byDay(lines).map(([day, ofDay]) => <DaySection key={day} day={day} lines={ofDay} />)}
      {timeline.loaded.value && !timeline.complete.value && <button type="button" class="btn btn-block" onClick={() => void timeline.more()}>{text.more}</button>}
      {timeline.complete.value && lines.length > 0 && <p class="muted small">{text.all}</p>}
    </main>
  );
}

function DaySection({ day, lines }: { day: string; lines: readonly Line[] }) {
  const { words, clock, locale } = useApp();
  const now = useNow();
  const today = clock.day(now);
  const near = day === today ? words.diary.list.today : day === dayPlus(today, -1) ? words.diary.list.yesterday : undefined;
  return (
    <section class="stack stack-tight day">
      <h2>{near ? <>{near} <span class="muted small">{dayName(day, today, locale)}</span></> : dayName(day, today, locale)}</h2>
      <ul class="list">{lines.map((line) => <li key={line.entry.id}><DiaryLine line={line} /></li>)}</ul>
    </section>
  );
}

/** Lines by local day. A check-in made the day after stands under the day it tells of. */
function byDay(lines: readonly Line[]): [string, Line[]][] {
  const days = new Map<string, Line[]>();
  for (const line of lines) days.set(line.entry.on_day, [...(days.get(line.entry.on_day) ?? []), line]);
  return [...days].sort(([a], [b]) => (a < b ? 1 : -1));
}
