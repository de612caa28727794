import { useState } from "preact/hooks";
import { dayName, dayPlus } from "../../../words/when.ts";
import { useApp } from "../../app.ts";
import { Icon } from "../../parts/Icon.tsx";

/** Until this hour a night belongs to either day, so the card asks which. */
const NIGHT_ENDS = 4;

/** Ten seconds a day: a headache, yes or no. "No" is an entry of its own; a day without an answer stays unknown. */
export function CheckinCard({ now }: { now: number }) {
  const { clock, diary, words } = useApp();
  const text = words.diary.today;
  const today = clock.day(now);
  const hour = new Date(now + clock.offsetAt(now) * 60_000).getUTCHours();
  const [day, setDay] = useState(today);
  const [asked, setAsked] = useState(false);
  const answered = diary.checkinOf(day);
  if ([...diary.recent.value.values()].some((entry) => entry.kind === "headache" && entry.on_day === day)) return null;
  if (answered && !asked) return <Answered answer={answered.headache} onChange={() => setAsked(true)} />;
  return (
    <section class="card stack" aria-labelledby="checkin">
      <h2 id="checkin">{text.checkin}</h2>
      {hour < NIGHT_ENDS && <WhichDay today={today} day={day} onChoose={setDay} />}
      <Answers day={day} onDone={() => setAsked(false)} />
    </section>
  );
}

function Answers({ day, onDone }: { day: string; onDone(): void }) {
  const { diary, shell, words } = useApp();
  const answer = (value: "yes" | "no"): void => void shell.attempt(async () => { await diary.checkin(day, value); onDone(); });
  return (
    <div class="halves">
      <button type="button" class="btn" onClick={() => answer("no")}>{words.diary.today.no}</button>
      <button type="button" class="btn" onClick={() => answer("yes")}>{words.diary.today.yes}</button>
    </div>
  );
}

function Answered({ answer, onChange }: { answer: "yes" | "no"; onChange(): void }) {
  const { words, href } = useApp();
  const text = words.diary.today;
  return (
    <div class="row answered" role="status">
      <Icon name="check" />
      <span class="grow">{text.noted[answer]}</span>
      {answer === "yes" && <a class="btn btn-quiet" href={href("/diary/new")}>{text.addTimes}</a>}
      <button type="button" class="btn btn-quiet" onClick={onChange}>{text.change}</button>
    </div>
  );
}

function WhichDay({ today, day, onChoose }: { today: string; day: string; onChoose(day: string): void }) {
  const { words, locale } = useApp();
  return (
    <fieldset class="stack stack-tight">
      <legend class="small muted">{words.diary.today.checkinNight}</legend>
      {[dayPlus(today, -1), today].map((choice) => (
        <label key={choice} class="choice">
          <input type="radio" name="day" checked={day === choice} onChange={() => onChoose(choice)} />
          {dayName(choice, today, locale)}
        </label>
      ))}
    </fieldset>
  );
}
