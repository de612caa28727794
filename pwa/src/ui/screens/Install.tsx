import { useApp } from "../app.ts";
import { Notice } from "../parts/Notice.tsx";
import { Top } from "../parts/Top.tsx";
import { SafariPicture } from "./settings/SafariPicture.tsx";

/** How to put the app on the home screen, in the way this browser allows. */
export function Screen() {
  const { words, install } = useApp();
  const text = words.settings.installing;
  const way = install.way.value;
  return (
    <main class="screen stack stack-wide">
      <Top title={text.title} back="/settings" />
      {way === "installed" ? <Notice kind="done"><p>{text.done}</p></Notice> : <p class="lead">{text.why}</p>}
      {way === "button" && <button type="button" class="btn btn-primary btn-block" onClick={() => void install.install()}>{text.button}</button>}
      {way === "menu" && <p>{text.menu}</p>}
      {way === "ios" && (
        <>
          <SafariPicture />
          <ol class="how-to">{text.ios.map((step) => <li key={step}>{step}</li>)}</ol>
          <Notice><p>{text.iosNote}</p></Notice>
        </>
      )}
    </main>
  );
}
