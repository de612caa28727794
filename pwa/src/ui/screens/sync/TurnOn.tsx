import { useEffect, useState } from "preact/hooks";
import { useApp } from "../../app.ts";
import { Notice } from "../../parts/Notice.tsx";
import { Top } from "../../parts/Top.tsx";
import { NewCode } from "./NewCode.tsx";

/** Turning sync on: the code, the code typed back, done. */
export function Screen() {
  const { words, sync, go } = useApp();
  const text = words.sync;
  const [registration, setRegistration] = useState<string>();
  useEffect(() => { void sync.registration().then(setRegistration); }, []);
  const turnOn = async (typed: string, invite?: string) => {
    const problem = await sync.turnOn(typed, invite);
    if (!problem) go("/settings/sync", { replace: true });
    return problem;
  };
  if (registration === "closed" || registration === "offline") {
    return (
      <main class="screen stack">
        <Top title={text.off.turnOn} back="/settings/sync" />
        <Notice kind="warn">{registration === "closed" ? text.code.closed : text.entry.offline}</Notice>
      </main>
    );
  }
  return <NewCode title={text.code.title} lead={text.off.lead} go={text.check.turnOn} onGo={turnOn} invited={registration === "invite"} />;
}
