import { useEffect, useState } from "preact/hooks";
import { readBirthYear } from "../../state/settings.ts";
import { useApp } from "../app.ts";
import { countryOf } from "../parts/CountryChoice.tsx";
import { BirthYear } from "./welcome/BirthYear.tsx";
import { Place } from "./welcome/Place.tsx";
import { WhatItIs } from "./welcome/WhatItIs.tsx";
import { Young } from "./welcome/Young.tsx";

type Page = "year" | "young" | "place" | "what";

/** The first start: three calm screens, nothing stored before the end of the last. */
export function Screen() {
  const { clock, settings, shell, go, locale } = useApp();
  const year = Number(clock.day(clock.now()).slice(0, 4));
  const [page, setPage] = useState<Page>("year");
  const [typed, setTyped] = useState("");
  const [country, setCountry] = useState(() => countryOf(locale));
  const birth_year = readBirthYear(typed, year);
  useEffect(() => scrollTo(0, 0), [page]);
  const finish = async (): Promise<void> => {
    const chosen = { welcomed: true, country, ...(birth_year === undefined ? {} : { birth_year }) };
    if (await shell.attempt(() => settings.change(chosen))) go("/", { replace: true });
  };
  const pages: Record<Page, () => preact.JSX.Element> = {
    year: () => <BirthYear typed={typed} onType={setTyped} year={year} onNext={(age) => setPage(age < 18 ? "young" : "place")} />,
    young: () => <Young onBack={() => setPage("year")} />,
    place: () => <Place country={country} onChoose={setCountry} onBack={() => setPage("year")} onNext={() => setPage("what")} />,
    what: () => <WhatItIs onBack={() => setPage("place")} onNext={() => void finish()} />,
  };
  return <main class="screen screen-bare welcome" key={page}>{pages[page]()}</main>;
}
