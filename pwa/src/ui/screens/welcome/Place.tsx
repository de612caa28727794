import { useApp } from "../../app.ts";
import { CountryChoice } from "../../parts/CountryChoice.tsx";
import { Page } from "./Page.tsx";

/** The country, for the emergency number. */
export function Place({ country, onChoose, onBack, onNext }: { country: string; onChoose(country: string): void; onBack(): void; onNext(): void }) {
  const { words } = useApp();
  const text = words.settings.welcome;
  return (
    <Page title={text.country} step={2} onBack={onBack} onSubmit={onNext} foot={<button type="submit" class="btn btn-primary btn-block">{text.go}</button>}>
      <p class="lead">{text.countryHelp}</p>
      <CountryChoice value={country} onChoose={onChoose} />
    </Page>
  );
}
