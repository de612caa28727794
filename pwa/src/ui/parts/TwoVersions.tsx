import type { Entry } from "../../core/records.ts";
import { useApp, type App } from "../app.ts";
import { Notice } from "./Notice.tsx";
import { Top } from "./Top.tsx";

/** What two phones wrote at once, field by field, one tap each. Shown before the entry until all is settled. */
export function TwoVersions({ entry, onSettled }: { entry: Entry; onSettled(): Promise<void> }) {
  const app = useApp();
  const { words, diary, shell, go, clock } = app;
  const text = words.sync.versions;
  const [field, others] = Object.entries(entry.alt ?? {})[0] ?? ["", []];
  const settle = (value: unknown): void => void shell.attempt(async () => {
    await diary.change(settled(entry, field, value, clock.now()));
    await onSettled();
  });
  const remove = (): void => void shell.attempt(async () => {
    shell.offerUndo(words.sync.devices.removed, await diary.remove(entry.id));
    go("/diary", { replace: true });
  });
  if (field === "deleted") {
    return (
      <main class="screen stack">
        <Top title={text.title} back="/diary" />
        <Notice>{text.deleted}</Notice>
        <button type="button" class="btn btn-primary btn-block" onClick={() => settle(undefined)}>{text.keep}</button>
        <button type="button" class="btn btn-danger btn-block" onClick={remove}>{words.diary.entry.remove}</button>
      </main>
    );
  }
  const now = (entry as unknown as Record<string, unknown>)[field];
  return (
    <main class="screen stack">
      <Top title={text.title} back="/diary" />
      <p>{text.lead}</p>
      <h2>{text.fields[field] ?? field}</h2>
      {[now, ...others].map((value, at) => (
        <button key={at} type="button" class="btn btn-block" onClick={() => settle(value)}>{said(value, field, app)}</button>
      ))}
    </main>
  );
}

/** The entry with one question answered. A deletion that is not wanted leaves the record as it is. */
function settled(entry: Entry, field: string, value: unknown, now: number): Entry {
  const { alt = {}, ...rest } = entry as Entry & Record<string, unknown>;
  const open = Object.fromEntries(Object.entries(alt).filter(([name]) => name !== field));
  const chosen = field === "deleted" ? {} : { [field]: value };
  return { ...rest, ...chosen, edited_at: now, ...(Object.keys(open).length > 0 && { alt: open }) };
}

function said(value: unknown, field: string, { words, locale }: App): string {
  if (value === "yes" || value === "no") return words.sync.versions[value];
  if (value === undefined) return words.sync.versions.none;
  if (typeof value === "number" && field.endsWith("at")) return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" }).format(value);
  return typeof value === "string" || typeof value === "number" ? String(value) : JSON.stringify(value);
}
