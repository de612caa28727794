import type { Session } from "../../core/records.ts";
import { soreness } from "../../core/soreness.ts";
import { useApp } from "../app.ts";
import { Segments } from "./Segments.tsx";

/** Whether a round left something sore: asked, shown and changed with one tap. */
export function Sore({ session, legend }: { session: Session; legend: string }) {
  const { safety, shell, words } = useApp();
  const text = words.safety.sore.said;
  const options = (["no", "over", "now"] as const).map((said) => [said, text[said]] as const);
  return <Segments legend={legend} options={options} value={soreness(session)} onChoose={(said) => void shell.attempt(() => safety.noteSoreness(session, said))} />;
}
