import { useEffect, useState } from "preact/hooks";
import type { Reminder } from "../../../core/records.ts";
import { useApp } from "../../app.ts";
import { useParam } from "../../param.ts";
import { Loading } from "../../parts/Loading.tsx";
import { Top } from "../../parts/Top.tsx";
import { nameOf } from "./names.ts";

/** Where a tapped notification arrives: on the way to its routine. Where notifications have no buttons, it has them. */
export function Screen() {
  const { reminders, library, words, shell, go, route } = useApp();
  const rid = useParam("/r/:rid", "rid");
  const nominal = route.value.query.get("o") ?? "";
  const [found, setFound] = useState<Reminder>();
  useEffect(() => {
    const arrive = async (): Promise<void> => {
      await library.load();
      const reminder = await reminders.find(rid);
      if (!reminder || reminders.isSettled(reminder, nominal)) {
        shell.say(reminder ? words.reminders.landing.settled : words.reminders.landing.gone);
        go("/", { replace: true });
      } else if (reminders.hasButtons) {
        go(wayOf(reminder, nominal), { replace: true });
      } else {
        setFound(reminder);
      }
    };
    void arrive();
  }, [rid, nominal]);
  if (!found) return <main class="screen stack"><Top title={words.reminders.landing.opening} back="/" /><Loading /></main>;
  return <Choices reminder={found} nominal={nominal} />;
}

function Choices({ reminder, nominal }: { reminder: Reminder; nominal: string }) {
  const app = useApp();
  const { reminders, words, shell, go, href } = app;
  const text = words.reminders.landing;
  const answer = async (save: () => Promise<void>, said: string): Promise<void> => {
    if (!(await shell.attempt(save))) return;
    shell.say(said);
    go("/", { replace: true });
  };
  return (
    <main class="screen stack">
      <Top title={nameOf(app, reminder)} back="/" />
      <a class="btn btn-primary btn-block btn-big" href={href(wayOf(reminder, nominal))}>{words.reminders.shown.start}</a>
      <button type="button" class="btn btn-block" onClick={() => void answer(() => reminders.later(reminder.rid, nominal), text.laterSaid)}>{words.reminders.shown.later}</button>
      <button type="button" class="btn btn-block" onClick={() => void answer(() => reminders.skip(reminder.rid, nominal), text.skipSaid)}>{text.skip}</button>
    </main>
  );
}

/** The questions before the routine, or the list of routines; both know which reminder led there. */
function wayOf(reminder: Reminder, nominal: string): string {
  const query = new URLSearchParams({ rid: reminder.rid, o: nominal }).toString();
  return reminder.routine === undefined ? `/routines?${query}` : `/routines/${reminder.routine}/start?${query}`;
}
