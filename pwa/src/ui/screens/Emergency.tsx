import { useEffect } from "preact/hooks";
import { useApp } from "../app.ts";
import { CountryChoice } from "../parts/CountryChoice.tsx";
import { Icon } from "../parts/Icon.tsx";
import { Top } from "../parts/Top.tsx";

/** Numbers that work almost everywhere, for a first start without signal and without content. */
const ANYWHERE = ["112", "911", "999"] as const;

/** Who to call, by country, without signal; the signs; what to do meanwhile. */
export function Screen() {
  const { library, settings, shell, words } = useApp();
  useEffect(() => { void library.load(); }, []);
  const text = words.safety.emergency;
  const page = library.library.value?.safety.emergency;
  const country = settings.current.value.country ?? "";
  const known = page?.numbers[country];
  const numbers = known === undefined ? (page?.fallback ?? ANYWHERE) : [known.emergency];
  return (
    <main class="screen stack stack-wide emergency">
      <Top title={text.title} back="/" />
      <div class="stack">
        <p class="lead">{text.act}</p>
        {known === undefined && <p class="muted">{text.unknownText}</p>}
        {numbers.map((number) => <Call key={number} number={number} text={text.call(number)} big />)}
        <p class="muted">{text.offline} {text.unsure}</p>
      </div>
      {page !== undefined && (
        <section class="stack stack-tight" aria-label={text.signs}>
          <h2>{text.signs}</h2>
          <ul>{page.signs.map((sign) => <li key={sign}>{sign}</li>)}</ul>
        </section>
      )}
      <p>{text.wait}</p>
      {(known?.advice !== undefined || known?.crisis !== undefined) && (
        <div class="stack">
          {known.advice !== undefined && <Call number={known.advice} text={text.advice(known.advice)} />}
          {known.crisis !== undefined && <Call number={known.crisis} text={text.crisis(known.crisis)} />}
        </div>
      )}
      <CountryChoice value={country} onChoose={(chosen) => void shell.attempt(() => settings.change({ country: chosen }))} />
    </main>
  );
}

function Call({ number, text, big = false }: { number: string; text: string; big?: boolean }) {
  const look = big ? "btn btn-danger-solid btn-block btn-big" : "btn btn-block";
  return <a class={look} href={`tel:${number.replaceAll(" ", "")}`}><Icon name="phone" />{text}</a>;
}
