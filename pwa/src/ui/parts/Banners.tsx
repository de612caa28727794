import { useApp } from "../app.ts";
import { Notice } from "./Notice.tsx";

/** What is true over every screen: an example diary, an insecure address, a full phone, a wrong clock, a newer version. */
export function Banners() {
  const { demo, words, surroundings } = useApp();
  return (
    <>
      {demo && <aside class="banner" aria-label={words.shell.demo.banner}><p>{words.shell.demo.banner} <a href="/" target="_self">{words.shell.demo.leave}</a></p></aside>}
      {surroundings.insecure && <aside class="banner" aria-label={words.shell.insecureName}><p>{words.shell.insecure}</p></aside>}
      <aside class="notices" aria-label={words.shell.notices}>
        <StorageProblem />
        <WrongClock />
        <NewVersion />
      </aside>
    </>
  );
}

function StorageProblem() {
  const { shell, words } = useApp();
  const problem = shell.problem.value;
  return (
    <div role="alert">
      {problem && (
        <Notice kind="danger">
          <p>{words.shell.storage[problem]}</p>
          <div class="row">
            {(problem === "newer" || problem === "blocked") && <button type="button" class="btn" onClick={() => location.reload()}>{words.shell.reload}</button>}
            <button type="button" class="btn" onClick={() => shell.putAway("problem")}>{words.shell.close}</button>
          </div>
        </Notice>
      )}
    </div>
  );
}

function WrongClock() {
  const { surroundings, words, locale } = useApp();
  const server = surroundings.serverTime.value;
  if (server === null) return null;
  const date = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short" }).format(server);
  return <Notice kind="warn" live><p>{words.shell.clockOff(date)}</p></Notice>;
}

/** Offered between sessions only, and never twice in one opening of the app. */
function NewVersion() {
  const { offline, words } = useApp();
  if (!offline.offered.value) return null;
  return (
    <Notice live>
      <p>{words.shell.update.text}</p>
      <div class="row">
        <button type="button" class="btn btn-primary" onClick={offline.useNewVersion}>{words.shell.update.use}</button>
        <button type="button" class="btn" onClick={offline.putAway}>{words.shell.update.later}</button>
      </div>
    </Notice>
  );
}
