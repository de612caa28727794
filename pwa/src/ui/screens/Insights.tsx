import type { DayState } from "../../core/days.ts";
import { dayShort } from "../../words/when.ts";
import { useApp } from "../app.ts";
import { useNow } from "../now.ts";
import { Notice } from "../parts/Notice.tsx";
import { Top } from "../parts/Top.tsx";
import { DayStrip } from "./insights/DayStrip.tsx";

const WINDOW = 28;
/** Below this many known days a count says more about noting than about headache. */
const FAIR = 21;
/** 15 or more headache days in 28 are a reason to see a doctor (ICHD-3 chronic headache). */
const OFTEN = 15;

/** One honest page: what is known of the last 28 days, and what it does not say. */
export function Screen() {
  const { diary, href, words } = useApp();
  useNow();
  const text = words.diary.insights;
  const days = diary.days(WINDOW);
  const aching = count(days, "headache");
  const clear = count(days, "clear");
  const known = aching + clear;
  const rounds = days.reduce((sum, { day }) => sum + diary.sessionsOn(day).length, 0);
  return (
    <main class="screen stack stack-wide">
      <Top title={text.title} />
      <section class="card stack" aria-labelledby="last28">
        <h2 id="last28">{text.last28}</h2>
        <div>
          <p class="figure">{text.headaches(aching)}</p>
          <p class="muted">{text.known(known, WINDOW)}</p>
        </div>
        <DayStrip days={days} />
        <p class="small">{text.clear(clear)}, {text.unknown(WINDOW - known)}, {text.rounds(rounds)}</p>
      </section>
      {aching >= OFTEN && <Notice kind="warn"><p>{text.often}</p></Notice>}
      <Notice>
        <p><strong>{text.early}</strong></p>
        <p>{known < FAIR ? text.earlyWhy(FAIR - known) : text.enough}</p>
        <p><a href={href("/learn/not-a-quick-fix")}>{words.learn.fair}</a></p>
      </Notice>
      <DayTable days={days} />
    </main>
  );
}

function count(days: readonly DayState[], state: DayState["state"]): number {
  return days.filter((day) => day.state === state).length;
}

function DayTable({ days }: { days: readonly DayState[] }) {
  const { words, locale } = useApp();
  const text = words.diary.insights;
  return (
    <details class="card">
      <summary>{text.table}</summary>
      <table class="number">
        <thead><tr><th scope="col">{text.day}</th><th scope="col">{text.what}</th><th scope="col">{text.strongest}</th></tr></thead>
        <tbody>
          {[...days].reverse().map((one) => (
            <tr key={one.day}><td>{dayShort(one.day, locale)}</td><td>{text.state[one.state]}</td><td>{one.state === "headache" ? one.peak ?? "–" : ""}</td></tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
