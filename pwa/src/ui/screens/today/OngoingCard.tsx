import { useState } from "preact/hooks";
import type { Headache, Pain } from "../../../core/records.ts";
import { dayShort, timeOf } from "../../../words/when.ts";
import { useApp } from "../../app.ts";
import { PainScale } from "../../parts/PainScale.tsx";
import { PainCurve } from "../../parts/PainCurve.tsx";
import { ReliefButton } from "./ReliefButton.tsx";

const MINUTE = 60_000;
const JUST_NOTED = 2 * MINUTE;

/** A headache that goes on: relief first, then how strong it is, then its end. `now` is UTC ms. */
export function OngoingCard({ headache, now }: { headache: Headache; now: number }) {
  const app = useApp();
  const { diary, shell, words, locale, clock } = app;
  const text = words.diary.today;
  const readings = diary.readings(headache.id);
  const started = timeOf(headache.at, headache.offset, locale);
  const title = headache.on_day === clock.day(now) ? text.ongoing(started) : text.ongoingDay(dayShort(headache.on_day, locale), started);
  const last = readings.at(-1);
  // A level just noted stays marked; a later look finds the scale empty, because the pain of then is not the pain of now.
  const picked = last && now - last.at < JUST_NOTED ? last.pain : null;

  const note = (pain: Pain): void => {
    void shell.attempt(async () => { await diary.notePain(headache.id, pain); });
  };
  return (
    <section class="card card-strong stack" aria-labelledby={`on-${headache.id}`}>
      <div>
        <h2 id={`on-${headache.id}`}>{title}</h2>
        <p class="muted small">{words.diary.entry.soFar(words.diary.lasted(now - headache.at))}</p>
      </div>
      <ReliefButton headache={headache} />
      <a class="btn btn-block" href={app.href("/find")}>{text.find}</a>
      <PainScale legend={text.painNow} value={picked} onChoose={note} />
      <p class="small muted" role="status">{last ? text.painNoted(last.pain, timeOf(last.at, last.offset, locale)) : text.painUnknown}</p>
      {readings.length > 1 && <PainCurve readings={readings} until={now} />}
      <EndHeadache headache={headache} now={now} />
      <a class="btn btn-quiet btn-block" href={app.href(`/diary/${headache.id}`)}>{text.details}</a>
    </section>
  );
}

/** "It has ended", or some while ago: presets that lie after the start. */
function EndHeadache({ headache, now }: { headache: Headache; now: number }) {
  const { diary, shell, words, locale, clock, href } = useApp();
  const text = words.diary.today;
  const [earlier, setEarlier] = useState(false);
  const end = (at: number): void => void shell.attempt(async () => {
    await diary.endHeadache(headache.id, at);
    shell.offerUndo(text.ended(timeOf(at, clock.offsetAt(at), locale)), () => diary.reopen(headache.id));
  });
  const presets = text.endedAgo.filter(([minutes]) => now - minutes * MINUTE > headache.at);
  return (
    <div class="stack stack-tight">
      <button type="button" class="btn btn-block" onClick={() => end(clock.now())}>{text.endNow}</button>
      <button type="button" class="btn btn-quiet btn-block" aria-expanded={earlier} onClick={() => setEarlier(!earlier)}>{text.endEarlier}</button>
      {earlier && (
        <div class="presets">
          {presets.map(([minutes, label]) => <button type="button" key={minutes} class="btn" onClick={() => end(clock.now() - minutes * MINUTE)}>{label}</button>)}
          <a class="btn" href={href(`/diary/${headache.id}?end=1`)}>{text.otherTime}</a>
        </div>
      )}
    </div>
  );
}
