import { useApp } from "../app.ts";

/** Another window runs a routine: one button takes it over to this one. */
export function Elsewhere() {
  const { session, words, shell, go } = useApp();
  const text = words.diary.today;
  const takeOver = async (): Promise<void> => { if (await session.takeOver()) go("/play"); };
  return (
    <section class="card card-strong stack" aria-labelledby="elsewhere">
      <h2 id="elsewhere">{text.elsewhere}</h2>
      <button type="button" class="btn btn-primary btn-block" onClick={() => void shell.attempt(takeOver)}>{text.takeOver}</button>
    </section>
  );
}
