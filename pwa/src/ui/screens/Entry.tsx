import { useCallback, useEffect, useState } from "preact/hooks";
import type { Checkin, Entry, Headache, Reading, Session } from "../../core/records.ts";
import { useApp } from "../app.ts";
import { Top } from "../parts/Top.tsx";
import { TwoVersions } from "../parts/TwoVersions.tsx";
import { match } from "../routes-match.ts";
import { CheckinEntry } from "./entry/CheckinEntry.tsx";
import { HeadacheEntry } from "./entry/HeadacheEntry.tsx";
import { NewHeadache } from "./entry/NewHeadache.tsx";
import { SessionEntry } from "./entry/SessionEntry.tsx";

type Found = { entry: Entry; readings: Reading[] } | "looking" | "gone";

/** One entry: to read, to correct, to delete. /diary/new adds a headache that is over. */
export function Screen() {
  const { route } = useApp();
  const id = match("/diary/:id", route.value.path)?.id ?? "";
  return id === "new" ? <NewHeadache /> : <Known key={id} id={id} />;
}

function Known({ id }: { id: string }) {
  const { diary } = useApp();
  const [found, setFound] = useState<Found>("looking");
  const look = useCallback(async () => setFound((await diary.find(id)) ?? "gone"), [id]);
  const seen = diary.recent.value;
  useEffect(() => { void look(); }, [id, seen]);
  if (found === "looking") return null;
  if (found === "gone") return <Gone />;
  const { entry, readings } = found;
  if (entry.alt) return <TwoVersions entry={entry} onSettled={look} />;
  if (entry.kind === "headache") return <HeadacheEntry headache={entry as Headache} readings={readings} onChanged={look} />;
  if (entry.kind === "session") return <SessionEntry session={entry as Session} />;
  if (entry.kind === "checkin") return <CheckinEntry checkin={entry as Checkin} />;
  return <Gone />;
}

function Gone() {
  const { words, href } = useApp();
  return (
    <main class="screen stack">
      <Top title={words.diary.list.title} back="/diary" />
      <p>{words.diary.entry.gone}</p>
      <a class="btn btn-primary" href={href("/diary")}>{words.diary.entry.toDiary}</a>
    </main>
  );
}
