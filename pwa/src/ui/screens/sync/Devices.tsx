import { useEffect, useState } from "preact/hooks";
import type { Id } from "../../../core/records.ts";
import { useApp } from "../../app.ts";
import { Confirm } from "../../parts/Confirm.tsx";
import { Notice } from "../../parts/Notice.tsx";
import { Top } from "../../parts/Top.tsx";
import { sayWhen } from "./when.ts";

interface Listed { id: Id; name: string | undefined; lastSeen: number; me: boolean }

/** The phones of this diary, and what to do when one is lost. */
export function Screen() {
  const { words, sync, shell, href, locale } = useApp();
  const text = words.sync.devices;
  const [devices, setDevices] = useState<readonly Listed[]>([]);
  const [problem, setProblem] = useState<string>();
  const [doomed, setDoomed] = useState<Listed>();
  const load = async (): Promise<void> => {
    const found = await sync.devices();
    if (typeof found === "string") setProblem(words.sync.entry[found]);
    else setDevices(found);
  };
  const remove = async (id: Id): Promise<void> => {
    setDoomed(undefined);
    const failed = await sync.removeDevice(id);
    if (failed) setProblem(words.sync.entry[failed]);
    else shell.say(text.removed);
    await load();
  };
  useEffect(() => { void load(); }, []);
  return (
    <main class="screen stack stack-wide">
      <Top title={text.title} back="/settings/sync" />
      {problem !== undefined && <Notice kind="warn" live>{problem}</Notice>}
      <ul class="list">
        {devices.map((device) => (
          <li key={device.id} class="list-row">
            <span class="grow">
              <strong>{device.name ?? text.unnamed}{device.me ? ` (${text.me})` : ""}</strong>
              <span class="small muted">{text.seen(sayWhen(device.lastSeen, locale))}</span>
            </span>
            {!device.me && <button type="button" class="btn btn-danger" onClick={() => setDoomed(device)}>{text.remove}</button>}
          </li>
        ))}
      </ul>
      <section class="stack stack-tight">
        <a class="btn btn-block" href={href("/settings/sync/renew")}>{text.renew}</a>
        <p class="muted small">{text.renewText}</p>
      </section>
      {doomed && (
        <Confirm title={text.removeAsk(doomed.name ?? text.unnamed)} text={text.removeText} yes={text.removeYes}
          onYes={() => void remove(doomed.id)} onNo={() => setDoomed(undefined)} />
      )}
    </main>
  );
}
