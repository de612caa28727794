import { useEffect, useState } from "preact/hooks";
import { dayName } from "../../words/when.ts";
import { useApp } from "../app.ts";
import { useNow } from "../now.ts";
import { Icon } from "../parts/Icon.tsx";
import { useScreenTitle } from "../parts/Top.tsx";
import { CheckinCard } from "./today/CheckinCard.tsx";
import { Honesty } from "./today/Honesty.tsx";
import { NextStep } from "./today/NextStep.tsx";
import { OngoingCard } from "./today/OngoingCard.tsx";
import { ReminderLine } from "./today/ReminderLine.tsx";
import { ResumeCard } from "./today/ResumeCard.tsx";
import { startHeadache } from "./today/start.ts";

/** The first screen: what goes on now, one big button, one next thing. Also the shortcut /headache, which starts an entry. */
export function Screen() {
  const app = useApp();
  const { words, diary, clock, href, complete } = app;
  const now = useNow();
  const today = clock.day(now);
  const ongoing = diary.ongoing.value;
  const heading = useScreenTitle(words.diary.today.title);
  useEffect(() => { if (app.route.peek().path === "/headache") void startFromShortcut(app); }, []);
  return (
    <main class="screen stack today">
      <header class="top">
        <div class="grow">
          <DayLine today={today} />
          <h1 ref={heading} tabIndex={-1}>{words.diary.today.title}</h1>
        </div>
        <a class="btn-icon" href={href("/settings")} aria-label={words.shell.settings}><Icon name="settings" size={1.5} /></a>
      </header>
      <ResumeCard />
      {ongoing.map((headache) => <OngoingCard key={headache.id} headache={headache} now={now} />)}
      {ongoing.length === 0 && (
        <button type="button" class="btn btn-primary btn-block btn-big" onClick={() => void startHeadache(app)}>{words.diary.today.start}</button>
      )}
      {ongoing.length === 0 && <CheckinCard now={now} />}
      <NextStep now={now} />
      {complete.value && <ReminderLine now={now} />}
      {complete.value && <Honesty now={now} />}
    </main>
  );
}

/** Which day it is, written once the screen is drawn: the first date in words costs a slow phone a tenth of a second. */
function DayLine({ today }: { today: string }) {
  const { locale } = useApp();
  const [text, setText] = useState("\u00a0");
  useEffect(() => setText(dayName(today, today, locale)), [today, locale]);
  return <p class="muted small">{text}</p>;
}

/** Starts an entry and leaves /headache, so that a reload does not start another. */
async function startFromShortcut(app: ReturnType<typeof useApp>): Promise<void> {
  await startHeadache(app);
  app.go("/", { replace: true });
}
