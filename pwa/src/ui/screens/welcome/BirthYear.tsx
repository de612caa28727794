import { useState } from "preact/hooks";
import { readBirthYear } from "../../../state/settings.ts";
import { useApp } from "../../app.ts";
import { Field } from "../../parts/Field.tsx";
import { Page } from "./Page.tsx";

/** Who this is for, and the year of birth. `onNext` gets the age in years. */
export function BirthYear({ typed, onType, year, onNext }: { typed: string; onType(typed: string): void; year: number; onNext(age: number): void }) {
  const { words, href, demo } = useApp();
  const text = words.settings.welcome;
  const [wrong, setWrong] = useState(false);
  const next = (): void => {
    const born = readBirthYear(typed, year);
    setWrong(born === undefined);
    // The birthday of this year may still come: who turns 18 this year is let in a few months early rather than kept out.
    if (born !== undefined) onNext(year - born);
  };
  return (
    <Page title={text.title} step={1} onSubmit={next} foot={
      <>
        <button type="submit" class="btn btn-primary btn-block">{text.go}</button>
        {!demo && <a class="btn btn-quiet btn-block" href={href("/settings/join")}>{text.already}</a>}
      </>
    }>
      <p class="lead">{text.lead}</p>
      <Field label={text.birthYear} help={text.birthYearHelp} value={typed} onInput={onType} inputMode="numeric" autocomplete="bday-year"
        wrong={wrong ? text.birthYearWrong(year) : undefined} />
    </Page>
  );
}
