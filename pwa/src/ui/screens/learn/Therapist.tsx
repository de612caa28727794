import { useEffect } from "preact/hooks";
import { lately, type Lately } from "../../../core/lately.ts";
import type { Library } from "../../../core/library.ts";
import type { Session } from "../../../core/records.ts";
import { dayLong } from "../../../words/when.ts";
import { useApp } from "../../app.ts";
import { useNow } from "../../now.ts";
import { Icon } from "../../parts/Icon.tsx";
import { Loading } from "../../parts/Loading.tsx";
import { Top } from "../../parts/Top.tsx";
import { Answers } from "./Answers.tsx";
import { Questions } from "./Questions.tsx";

const WINDOW = 28;

/** One page for the person who treats: what is done here, what was answered, what is closed, what was played, what to ask. */
export function Therapist() {
  const { library, words, clock, locale } = useApp();
  useEffect(() => { void library.load(); }, []);
  const text = words.learn.therapist;
  const found = library.library.value;
  return (
    <main class="screen stack stack-wide prose">
      <div>
        <Top title={text.title} back="/learn" />
        <p class="muted">{text.about(dayLong(clock.day(useNow()), locale))}</p>
      </div>
      <button type="button" class="btn btn-primary btn-block screen-only" onClick={() => print()}><Icon name="share" />{text.print}</button>
      {found === undefined ? <Loading /> : <Page library={found} />}
    </main>
  );
}

function Page({ library }: { library: Library }) {
  const { words, diary } = useApp();
  const text = words.learn.therapist;
  const { seconds_per_day, seconds_per_spot, times_per_day } = library.safety.budget;
  const days = diary.days(WINDOW);
  const count = (state: string): number => days.filter((day) => day.state === state).length;
  const insights = words.diary.insights;
  return (
    <>
      <section class="stack stack-tight" aria-label={text.does}>
        <h2>{text.does}</h2>
        <p>{text.doesText}</p>
        <ul>{text.limits(seconds_per_day / 60, seconds_per_spot, times_per_day).map((limit) => <li key={limit}>{limit}</li>)}</ul>
      </section>
      <section class="stack stack-tight" aria-label={text.days}>
        <h2>{text.days}</h2>
        <p>{[insights.headaches(count("headache")), insights.clear(count("clear")), insights.unknown(count("unknown"))].join(", ")}</p>
      </section>
      <Answers library={library} />
      <Rounds library={library} from={days[0]?.day ?? ""} />
      <p class="small muted">{text.honest}</p>
      <Questions />
    </>
  );
}

function Rounds({ library, from }: { library: Library; from: string }) {
  const { words, diary } = useApp();
  const text = words.learn.therapist;
  const sessions = [...diary.recent.value.values()].filter((entry): entry is Session => entry.kind === "session");
  const rounds = lately(sessions, from);
  const title = (slug: string): string => library.routines.find((routine) => routine.slug === slug)?.title ?? slug;
  return (
    <section class="stack stack-tight" aria-label={text.rounds}>
      <h2>{text.rounds}</h2>
      {rounds.length === 0 ? <p>{text.noRounds}</p> : <ul>{rounds.map((one) => <li key={one.routine}><strong>{title(one.routine)}:</strong> <Round one={one} /></li>)}</ul>}
    </section>
  );
}

function Round({ one: { rounds, seconds, strongest, felt } }: { one: Lately }) {
  const { words, locale } = useApp();
  const text = words.learn.therapist;
  const short = (value: number): string => value.toLocaleString(locale, { maximumFractionDigits: 1 });
  return <>{[text.done(rounds, Math.max(1, Math.round(seconds / 60))), text.strongest(strongest), felt === null ? "" : text.felt(short(felt.before), short(felt.after), felt.rounds)].filter(Boolean).join("; ")}</>;
}
