import type { Checkin } from "../../../core/records.ts";
import { dayName } from "../../../words/when.ts";
import { useApp } from "../../app.ts";
import { Top } from "../../parts/Top.tsx";
import { DeleteEntry } from "./DeleteEntry.tsx";

/** The answer for one day. Deleting it makes the day unknown again. */
export function CheckinEntry({ checkin }: { checkin: Checkin }) {
  const { words, diary, shell, clock, locale } = useApp();
  const text = words.diary.entry;
  const answer = (value: "yes" | "no"): void => void shell.attempt(async () => { await diary.checkin(checkin.on_day, value); });
  return (
    <main class="screen stack stack-wide">
      <Top title={text.checkin} back="/diary" />
      <p class="lead">{dayName(checkin.on_day, clock.day(clock.now()), locale)}</p>
      <fieldset class="stack stack-tight">
        <legend class="label">{text.answer}</legend>
        {(["no", "yes"] as const).map((value) => (
          <label key={value} class="choice">
            <input type="radio" name="answer" checked={checkin.headache === value} onChange={() => answer(value)} />
            {words.diary.today[value]}
          </label>
        ))}
      </fieldset>
      <DeleteEntry id={checkin.id} removed={text.removed.checkin} />
    </main>
  );
}
