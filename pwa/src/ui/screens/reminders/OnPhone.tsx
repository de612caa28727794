import { useState } from "preact/hooks";
import type { PushTrouble } from "../../../core/push.ts";
import { useApp } from "../../app.ts";
import { Notice } from "../../parts/Notice.tsx";

/** Where asking once more can help. */
const WORTH_ASKING: readonly PushTrouble[] = ["unanswered", "unreachable", "offline"];

/** Whether notifications reach this device: explained before the browser is asked, and what to do where they do not. */
export function OnPhone() {
  const { reminders, words } = useApp();
  const text = words.reminders.onPhone;
  const push = reminders.push.value;
  return (
    <section class="stack" aria-labelledby="on-phone">
      <h2 id="on-phone">{text.title}</h2>
      {push.at === "off" && (
        <>
          <p>{text.why}</p>
          <button type="button" class="btn btn-primary btn-block" id="allow" onClick={() => void reminders.turnOn()}>{text.allow}</button>
        </>
      )}
      {push.at === "asking" && <p role="status">{text.asking}</p>}
      {push.at === "trouble" && <Trouble trouble={push.trouble} />}
      {push.at === "on" && <On lastSuccess={push.lastSuccess} failing={push.failing} />}
    </section>
  );
}

function Trouble({ trouble }: { trouble: PushTrouble }) {
  const { reminders, words, href } = useApp();
  const text = words.reminders.onPhone;
  return (
    <>
      <Notice kind="warn" live>{words.reminders.trouble[trouble]}</Notice>
      {trouble === "ios-tab" && <a class="btn btn-primary btn-block" href={href("/settings/install")}>{text.install}</a>}
      {WORTH_ASKING.includes(trouble) && <button type="button" class="btn btn-block" onClick={() => void reminders.turnOn()}>{text.tryAgain}</button>}
    </>
  );
}

function On({ lastSuccess, failing }: { lastSuccess: number | null; failing: boolean }) {
  const { reminders, words, locale } = useApp();
  const text = words.reminders.onPhone;
  const [said, setSaid] = useState("");
  const since = lastSuccess === null ? text.on : text.onSince(new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" }).format(lastSuccess));
  const test = async (): Promise<void> => {
    const state = await reminders.test();
    setSaid({ coming: text.testComing, soon: text.testSoon, failed: text.testFailed }[state]);
  };
  return (
    <>
      <Notice kind={failing ? "warn" : "done"} live>{failing ? text.failing : since}</Notice>
      <button type="button" class="btn btn-block" id="test-push" onClick={() => void test()}>{text.test}</button>
      <p role="status" class="muted">{said}</p>
    </>
  );
}
