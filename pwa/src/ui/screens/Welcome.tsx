import { useEffect, useState } from "preact/hooks";
import { readBirthYear, type Begun } from "../../state/settings.ts";
import { useApp } from "../app.ts";
import { countryOf } from "../parts/CountryChoice.tsx";
import { BirthYear } from "./welcome/BirthYear.tsx";
import { Place } from "./welcome/Place.tsx";
import { WhatItIs } from "./welcome/WhatItIs.tsx";
import { Young } from "./welcome/Young.tsx";

/** The first start: three calm screens. No settings are stored before the end of the last, but a kill between them costs nothing. */
export function Screen() {
  const { clock, settings, shell, go, locale } = useApp();
  const year = Number(clock.day(clock.now()).slice(0, 4));
  const [{ page, typed, country }, setBegun] = useState<Begun>(() => settings.begun() ?? { page: "year", typed: "", country: countryOf(locale) });
  const birth_year = readBirthYear(typed, year);
  useEffect(() => scrollTo(0, 0), [page]);
  const set = (fields: Partial<Begun>): void => {
    const next = { page, typed, country, ...fields };
    setBegun(next);
    void settings.keepBegun(next);
  };
  const setPage = (next: Begun["page"]): void => set({ page: next });
  const finish = async (): Promise<void> => {
    const chosen = { welcomed: true, country, ...(birth_year === undefined ? {} : { birth_year }) };
    if (await shell.attempt(() => settings.change(chosen))) go("/", { replace: true });
  };
  const pages: Record<Begun["page"], () => preact.JSX.Element> = {
    year: () => <BirthYear typed={typed} onType={(text) => set({ typed: text })} year={year} onNext={(age) => setPage(age < 18 ? "young" : "place")} />,
    young: () => <Young onBack={() => setPage("year")} />,
    place: () => <Place country={country} onChoose={(chosen) => set({ country: chosen })} onBack={() => setPage("year")} onNext={() => setPage("what")} />,
    what: () => <WhatItIs onBack={() => setPage("place")} onNext={() => void finish()} />,
  };
  return <main class="screen screen-bare welcome" key={page}>{pages[page]()}</main>;
}
