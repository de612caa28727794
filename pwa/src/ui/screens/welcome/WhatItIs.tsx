import { useApp } from "../../app.ts";
import { Icon, type IconName } from "../../parts/Icon.tsx";
import { Page } from "./Page.tsx";

/** What it is, what it is not, and the signs that need help at once. */
export function WhatItIs({ onBack, onNext }: { onBack(): void; onNext(): void }) {
  const { words, library } = useApp();
  const text = words.settings.welcome;
  const safety = library.library.value?.safety;
  return (
    <Page title={text.what} step={3} onBack={onBack} onSubmit={onNext} foot={<button type="submit" class="btn btn-primary btn-block">{text.understood}</button>}>
      <Marked icon="check" lines={text.is} />
      <Marked icon="close" lines={text.isNot} />
      {safety && (
        <section class="notice notice-warn notice-block" aria-labelledby="signs">
          <h2 id="signs">{text.signs}</h2>
          <ul class="signs">{safety.emergency.signs.map((sign) => <li key={sign}>{sign}</li>)}</ul>
        </section>
      )}
    </Page>
  );
}

function Marked({ icon, lines }: { icon: IconName; lines: readonly string[] }) {
  return <ul class="marked">{lines.map((line) => <li key={line}><Icon name={icon} size={1.2} /><span>{line}</span></li>)}</ul>;
}
