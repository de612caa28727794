import { useApp } from "../../app.ts";
import { Icon } from "../../parts/Icon.tsx";

/** Voice, tones and vibration, each on its own switch. */
export function Cues() {
  const { session, settings, words, shell } = useApp();
  const text = words.player;
  const current = settings.current.value;
  const names = { voice: text.voice, sounds: text.sounds, vibration: text.vibration };
  return (
    <details class="player-cues">
      <summary aria-label={text.cues}><Icon name="sound" /></summary>
      <div class="card stack stack-tight">
        {(["voice", "sounds", "vibration"] as const).map((cue) => (
          <label key={cue} class="choice">
            <input type="checkbox" role="switch" checked={current[cue] !== false} aria-checked={current[cue] !== false}
              onChange={(event) => void shell.attempt(() => session.switchCue(cue, event.currentTarget.checked))} />
            <span>{names[cue]}</span>
          </label>
        ))}
        <button type="button" class="btn btn-block" onClick={() => session.darken(true)}>{text.dark.switch}</button>
      </div>
    </details>
  );
}
