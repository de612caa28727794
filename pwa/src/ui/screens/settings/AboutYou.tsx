import { useState } from "preact/hooks";
import { readBirthYear } from "../../../state/settings.ts";
import { useApp } from "../../app.ts";
import { CountryChoice } from "../../parts/CountryChoice.tsx";
import { Field } from "../../parts/Field.tsx";

/** Year of birth and country: they decide which steps are open and which number is shown. Stored as soon as they are right. */
export function AboutYou() {
  const { words, settings, shell, clock } = useApp();
  const text = words.settings;
  const current = settings.current.value;
  const year = Number(clock.day(clock.now()).slice(0, 4));
  const [typed, setTyped] = useState(current.birth_year === undefined ? "" : String(current.birth_year));
  const [saved, setSaved] = useState(false);
  const wrong = typed.length >= 4 && readBirthYear(typed, year) === undefined;
  const type = async (value: string): Promise<void> => {
    setTyped(value);
    const birth_year = readBirthYear(value, year);
    setSaved(birth_year !== undefined && (await shell.attempt(() => settings.change({ birth_year }))));
  };
  return (
    <section class="stack" aria-labelledby="you">
      <h2 id="you">{text.you}</h2>
      <Field label={text.birthYear} value={typed} inputMode="numeric" onInput={(value) => void type(value)} wrong={wrong ? text.welcome.birthYearWrong(year) : undefined} />
      <CountryChoice value={current.country ?? ""} onChoose={(country) => void shell.attempt(() => settings.change({ country }))} />
      <p class="small muted" role="status">{saved ? text.saved : ""}</p>
    </section>
  );
}
