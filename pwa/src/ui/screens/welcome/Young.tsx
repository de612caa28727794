import { useApp } from "../../app.ts";
import { Notice } from "../../parts/Notice.tsx";
import { Page } from "./Page.tsx";

/** A kind end for people under 18: information, and whom to ask. */
export function Young({ onBack }: { onBack(): void }) {
  const { words } = useApp();
  const text = words.settings.welcome.young;
  return (
    <Page title={text.title} foot={<button type="button" class="btn btn-quiet btn-block" onClick={onBack}>{text.back}</button>}>
      <p class="lead">{text.text}</p>
      <Notice kind="warn"><p>{text.now}</p></Notice>
    </Page>
  );
}
