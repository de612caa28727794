import { useState } from "preact/hooks";
import type { Lacking } from "../../state/cueing.ts";
import type { Theme } from "../../state/settings.ts";
import { BUILD } from "../build.ts";
import { useApp } from "../app.ts";
import { Icon, type IconName } from "../parts/Icon.tsx";
import { Owner } from "../parts/Owner.tsx";
import { Top } from "../parts/Top.tsx";
import { AboutYou } from "./settings/AboutYou.tsx";
import { Agreed } from "./settings/Agreed.tsx";

const THEMES: readonly Theme[] = ["auto", "light", "dark", "dim"];
const CUES = ["voice", "sounds", "vibration"] as const;

/** Few choices with good defaults, and the way to everything else. */
export function Screen() {
  const { words, demo, offline } = useApp();
  const text = words.settings;
  return (
    <main class="screen stack stack-wide">
      <Top title={text.title} back="/" />
      <ul class="list">
        {!demo && <Way to="/settings/sync" icon="cloud" title={text.sync} small={text.syncText} />}
        {!demo && <Way to="/settings/reminders" icon="bell" title={text.reminders} small={text.remindersText} />}
        <Way to="/settings/storage" icon="shield" title={text.storage} small={text.storageText} />
        {!demo && <Way to="/settings/install" icon="phone" title={text.install} small={text.installText} />}
        <Way to="/screening" icon="check" title={text.screening} small={text.screeningText} />
        <Way to="/learn/for-my-therapist" icon="share" title={words.learn.therapist.title} small={words.learn.therapist.text} />
        <Way to="/emergency" icon="warn" title={text.emergency} small={text.emergencyText} />
      </ul>
      <Look />
      <Cues />
      <AboutYou />
      <Owner />
      <Agreed />
      <section class="stack stack-tight" aria-labelledby="about">
        <h2 id="about">{text.about}</h2>
        <p class="muted">{text.aboutText}</p>
        <p class="muted small">{text.version(BUILD)}{offline.state.value === "ready" ? ` · ${text.offlineReady}` : ""}</p>
      </section>
    </main>
  );
}

function Way({ to, icon, title, small }: { to: string; icon: IconName; title: string; small: string }) {
  const { href } = useApp();
  return (
    <li>
      <a class="list-row" href={href(to)}>
        <Icon name={icon} />
        <span class="grow"><strong>{title}</strong><span class="small muted">{small}</span></span>
        <Icon name="next" size={1} />
      </a>
    </li>
  );
}

function Look() {
  const { words, settings, shell } = useApp();
  return (
    <fieldset class="stack stack-tight">
      <legend><h2>{words.settings.look}</h2></legend>
      {THEMES.map((theme) => (
        <label key={theme} class="choice">
          <input type="radio" name="theme" checked={settings.theme.value === theme} onChange={() => void shell.attempt(() => settings.change({ theme }))} />
          {words.settings.themes[theme]}
        </label>
      ))}
    </fieldset>
  );
}

/** A cue is on until it was switched off. */
function Cues() {
  const { words, settings, shell, session } = useApp();
  const [lacking, setLacking] = useState<Lacking>();
  return (
    <fieldset class="stack stack-tight">
      <legend><h2>{words.settings.cues}</h2></legend>
      <p class="small muted">{words.settings.cueHelp}</p>
      {CUES.map((cue) => (
        <label key={cue} class="choice">
          <input type="checkbox" checked={settings.current.value[cue] !== false}
            onChange={(event) => void shell.attempt(() => settings.change({ [cue]: event.currentTarget.checked }))} />
          {words.settings[cue]}
        </label>
      ))}
      <button type="button" class="btn" onClick={() => void session.hearCue().then(setLacking)}><Icon name="sound" />{words.player.hear}</button>
      <p class="small muted" role="status">{lacking?.sound ? words.player.noSound : lacking?.voice ? words.player.noVoice : ""}</p>
    </fieldset>
  );
}
