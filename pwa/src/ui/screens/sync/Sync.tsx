import { useState } from "preact/hooks";
import { useApp } from "../../app.ts";
import { Confirm } from "../../parts/Confirm.tsx";
import { Icon, type IconName } from "../../parts/Icon.tsx";
import { Notice } from "../../parts/Notice.tsx";
import { Top } from "../../parts/Top.tsx";
import { sayWhen } from "./when.ts";

/** Sync: what it is while it is off, how it stands while it is on. */
export function Screen() {
  const { words, sync } = useApp();
  return (
    <main class="screen stack stack-wide">
      <Top title={words.sync.title} back="/settings" />
      <Problem />
      {sync.on.value ? <On /> : <Off />}
    </main>
  );
}

function Problem() {
  const { words, sync, href } = useApp();
  const problem = sync.problem.value;
  if (!problem) return null;
  return (
    <Notice kind={problem === "offline" ? "note" : "warn"} live>
      <p>{words.sync.problems[problem]}</p>
      {problem === "new-code" && <a class="btn" href={href("/settings/join")}>{words.sync.renewed.title}</a>}
    </Notice>
  );
}

function Off() {
  const { words, href } = useApp();
  const text = words.sync.off;
  return (
    <section class="stack">
      <p class="lead">{text.lead}</p>
      <ul class="stack stack-tight points">{text.points.map((point) => <li key={point}>{point}</li>)}</ul>
      <a class="btn btn-primary btn-block" href={href("/settings/sync/on")}>{text.turnOn}</a>
      <a class="btn btn-block" href={href("/settings/join")}>{text.join}</a>
    </section>
  );
}

function On() {
  const { words, sync } = useApp();
  const text = words.sync.on;
  return (
    <>
      <section class="card stack" data-sync={sync.working.value ? "working" : "resting"} data-waiting={sync.waiting.value}>
        <p role="status">{sync.working.value ? text.working : <State />}</p>
        <button type="button" class="btn btn-block" disabled={sync.working.value} onClick={() => void sync.now()}>{text.now}</button>
      </section>
      <ul class="list">
        <Way to="/settings/sync/add" icon="phone" title={text.add} small={text.addText} />
        <Way to="/settings/sync/code" icon="lock" title={text.code} small={text.codeText} />
        <Way to="/settings/sync/devices" icon="shield" title={text.devices} small={text.devicesText} />
      </ul>
      <TurnOff />
    </>
  );
}

function State() {
  const { words, sync, locale } = useApp();
  const text = words.sync.on;
  if (sync.waiting.value > 0) return <>{text.waiting(sync.waiting.value)}</>;
  return <>{sync.syncedAt.value === undefined ? text.never : text.synced(sayWhen(sync.syncedAt.value, locale))}</>;
}

function Way({ to, icon, title, small }: { to: string; icon: IconName; title: string; small: string }) {
  const { href } = useApp();
  return (
    <li>
      <a class="list-row" href={href(to)}>
        <Icon name={icon} />
        <span class="grow"><strong>{title}</strong><span class="small muted">{small}</span></span>
        <Icon name="next" size={1} />
      </a>
    </li>
  );
}

function TurnOff() {
  const { words, sync, shell } = useApp();
  const text = words.sync.on;
  const [asking, setAsking] = useState<"off" | "remove">();
  const turnOff = async (): Promise<void> => {
    setAsking(undefined);
    if (await shell.attempt(() => sync.turnOff())) shell.say(text.offDone);
  };
  const remove = async (): Promise<void> => {
    setAsking(undefined);
    const problem = await sync.deleteAccount();
    shell.say(problem ? words.sync.entry[problem] : text.removeDone);
  };
  return (
    <section class="stack">
      <button type="button" class="btn btn-block" onClick={() => setAsking("off")}>{text.off}</button>
      <button type="button" class="btn btn-danger btn-block" onClick={() => setAsking("remove")}><Icon name="trash" />{text.remove}</button>
      {asking === "off" && <Confirm title={text.offAsk} text={text.offText} yes={text.offYes} danger={false} onYes={() => void turnOff()} onNo={() => setAsking(undefined)} />}
      {asking === "remove" && <Confirm title={text.removeAsk} text={text.removeText} yes={text.removeYes} onYes={() => void remove()} onNo={() => setAsking(undefined)} />}
    </section>
  );
}
