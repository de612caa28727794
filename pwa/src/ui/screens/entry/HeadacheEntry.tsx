import type { Headache, Reading } from "../../../core/records.ts";
import { dayName, timeOf } from "../../../words/when.ts";
import { useApp } from "../../app.ts";
import { useNow } from "../../now.ts";
import { Top } from "../../parts/Top.tsx";
import { DeleteEntry } from "./DeleteEntry.tsx";
import { HeadacheForm } from "./HeadacheForm.tsx";
import { PainOverTime } from "./PainOverTime.tsx";

/** A headache with its pain over time, its times and its note. `onChanged` is called after each save. */
export function HeadacheEntry({ headache, readings, onChanged }: { headache: Headache; readings: readonly Reading[]; onChanged(): Promise<void> }) {
  const { words, clock, locale } = useApp();
  const now = useNow();
  const text = words.diary.entry;
  const { ended_at } = headache;
  const started = timeOf(headache.at, headache.offset, locale);
  return (
    <main class="screen stack stack-wide">
      <Top title={text.headache} back="/diary" />
      <div>
        <p class="lead">{dayName(headache.on_day, clock.day(now), locale)}, {started}{ended_at === undefined ? "" : ` – ${timeOf(ended_at, headache.ended_offset ?? headache.offset, locale)}`}</p>
        <p class="muted">{ended_at === undefined ? `${text.ongoing}: ${text.soFar(words.diary.lasted(now - headache.at))}` : text.length(words.diary.lasted(ended_at - headache.at))}</p>
      </div>
      <EndOrReopen headache={headache} onChanged={onChanged} />
      <PainOverTime headache={headache} readings={readings} now={now} onChanged={onChanged} />
      <HeadacheForm key={`${headache.at}-${headache.ended_at ?? ""}`} headache={headache} onSaved={onChanged} />
      <DeleteEntry id={headache.id} removed={text.removed.headache} />
    </main>
  );
}

function EndOrReopen({ headache, onChanged }: { headache: Headache; onChanged(): Promise<void> }) {
  const { diary, shell, words, clock, locale } = useApp();
  const text = words.diary.entry;
  const end = (): void => void shell.attempt(async () => {
    const at = clock.now();
    await diary.endHeadache(headache.id, at);
    await onChanged();
    shell.offerUndo(words.diary.today.ended(timeOf(at, clock.offsetAt(at), locale)), () => diary.change(headache));
  });
  const reopen = (): void => void shell.attempt(async () => {
    await diary.reopen(headache.id);
    await onChanged();
    shell.offerUndo(text.reopened, () => diary.change(headache));
  });
  return headache.ended_at === undefined
    ? <button type="button" class="btn btn-primary btn-block" onClick={end}>{text.endNow}</button>
    : <button type="button" class="btn btn-quiet btn-block" onClick={reopen}>{text.reopen}</button>;
}
