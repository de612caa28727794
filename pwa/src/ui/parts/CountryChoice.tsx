import { useEffect, useId } from "preact/hooks";
import { useApp } from "../app.ts";
import { Notice } from "./Notice.tsx";

/** Where the person is, among the countries whose emergency number the content knows; "" is any other place. */
export function CountryChoice({ value, onChoose }: { value: string; onChoose(country: string): void }) {
  const { words, locale, library } = useApp();
  const id = useId();
  useEffect(() => { void library.load(); }, []);
  if (library.missing.value) return <Notice kind="warn"><p>{words.shell.notHere}</p><button type="button" class="btn" onClick={() => void library.load()}>{words.shell.tryAgain}</button></Notice>;
  const names = new Intl.DisplayNames(locale, { type: "region" });
  const codes = Object.keys(library.library.value?.safety.emergency.numbers ?? {});
  const sorted = codes.map((code) => [code, names.of(code) ?? code] as const).sort(([, a], [, b]) => a.localeCompare(b, locale));
  return (
    <div class="field">
      <label for={id}>{words.settings.welcome.countryPick}</label>
      <select id={id} value={sorted.some(([code]) => code === value) ? value : ""} onChange={(event) => onChoose(event.currentTarget.value)}>
        <option value="">{words.settings.welcome.countryNone}</option>
        {sorted.map(([code, name]) => <option key={code} value={code}>{name}</option>)}
      </select>
    </div>
  );
}

/** The country in a language tag such as "en-GB"; "" where it names none. */
export function countryOf(tag: string): string {
  return /-([A-Z]{2})\b/.exec(tag)?.[1] ?? "";
}
