import type { Session } from "../../../core/records.ts";
import { soreness, touchedPlaces } from "../../../core/soreness.ts";
import { useApp } from "../../app.ts";
import { Notice } from "../../parts/Notice.tsx";
import { Sore } from "../../parts/Sore.tsx";

/** Whether a round left something sore, and where. */
export function SoreAfter({ session }: { session: Session }) {
  const { safety, library, shell, words } = useApp();
  const text = words.safety.sore;
  const places = touchedPlaces(session);
  const said = soreness(session);
  const sore = session.sore_places ?? places;
  if (places.length === 0) return null;
  const turn = (place: string, on: boolean): void => {
    const next = on ? [...sore, place] : sore.filter((each) => each !== place);
    void shell.attempt(() => safety.noteSoreness(session, said ?? "now", next));
  };
  return (
    <section class="card stack" aria-label={text.title}>
      <Sore session={session} legend={text.title} />
      {session.sore === "yes" && (
        <fieldset class="stack stack-tight">
          <legend class="label">{text.where}</legend>
          {places.map((place) => (
            <label key={place} class="choice">
              <input type="checkbox" checked={sore.includes(place)} onChange={(event) => turn(place, event.currentTarget.checked)} />
              {library.library.value?.safety.places.find(({ slug }) => slug === place)?.title ?? place}
            </label>
          ))}
          <p class="small muted">{text.whereHelp}</p>
        </fieldset>
      )}
      {safety.soreTooLong() && said === "now" && <Notice kind="warn" live><p>{text.doctor}</p></Notice>}
    </section>
  );
}
