import { useEffect, useRef } from "preact/hooks";
import { liveOf, msLeft, type Live, type Player } from "../../../core/player.ts";
import { sideAt, stepAt } from "../../../core/played.ts";
import { touches, type PlannedStep } from "../../../core/routine.ts";
import { useApp } from "../../app.ts";
import { Figure } from "../../parts/Figure.tsx";
import { Notice } from "../../parts/Notice.tsx";
import { Pose, Poses } from "../../parts/Pose.tsx";
import { StepRing } from "../../parts/StepRing.tsx";

/** What to do now: picture, side, the sentence, and the time left. */
export function StepView({ player, live }: { player: Player; live: Live }) {
  const { session, words } = useApp();
  const text = words.player;
  const step = stepAt(player.plan, live);
  const side = sideAt(player.plan, live);
  const picture = step.figures[0];
  const pose = poseAt(step, live);
  const view = useRef<HTMLElement>(null);
  useEffect(() => { if (view.current) view.current.scrollTop = 0; }, [live.step, live.side]);
  return (
    <section ref={view} class="player-step" aria-label={step.title}>
      <div class={picture ?? pose ? "player-scene" : "player-scene player-scene-bare"}>
        {(picture ?? pose) && (
          <div class="player-picture">
            {pose && <Pose name={pose} side={side} />}
            {picture && (!pose || touches(step)) && <div class={pose ? "player-spot" : ""}><Figure picture={picture} side={side} /></div>}
          </div>
        )}
        <Clock player={player} live={live} now={session.now.value} />
      </div>
      <div class="player-names">
        <div class="grow">
          <h2>{step.title}</h2>
          {text.side[side] !== "" && <p class="player-side">{text.side[side]}</p>}
        </div>
        {touches(step) && <p class="chip player-level">{text.level(step.level[1])}</p>}
      </div>
      <Instruction step={step} />
      <Told player={player} />
      {step.reach !== null && <details class="player-reach"><summary>{text.reach}</summary><p>{step.reach}</p>{step.reach_poses && step.eased !== "rest" && <Poses names={step.reach_poses} side={side} />}</details>}
    </section>
  );
}

/**
 * What the person does now: the start of a movement, and its end while it is held. While a spot is being found its figure alone
 * is shown; and where hands may only rest today no picture shows a grip.
 */
function poseAt(step: PlannedStep, live: Live): string | undefined {
  if (live.at === "finding" || step.eased === "rest") return undefined;
  const poses: readonly string[] | undefined = step.poses; // a round begun before an update has none
  return live.at === "holding" ? poses?.at(-1) : poses?.[0];
}

/** The sentences of the step. Where hands may only rest today, that comes instead: "squeeze" must not stand there. */
function Instruction({ step }: { step: PlannedStep }) {
  const { words } = useApp();
  const text = words.player;
  if (step.eased === "rest") {
    return (
      <>
        <p class="player-text">{text.restInstead}</p>
        <details class="player-reach"><summary>{text.usualWay}</summary><p>{step.text}</p></details>
      </>
    );
  }
  return (
    <>
      {step.eased && <p class="player-eased">{text.eased[step.eased]}</p>}
      <p class="player-text">{step.text}</p>
    </>
  );
}

/** The phase in a word, and the seconds in a ring; finding a spot has no clock. */
function Clock({ player, live, now }: { player: Player; live: Live; now: number }) {
  const { words } = useApp();
  const text = words.player;
  const step = stepAt(player.plan, live);
  const { state } = player;
  const at = state.at === "paused" || state.at === "resuming" ? state.at : live.at;
  const phase = at === "holding" ? text.move[step.kind] : text.phase[at];
  const left = msLeft(player, now);
  const whole = wholeMs(player, live);
  const seconds = left === null ? null : Math.ceil(left / 1000);
  const reps = "rep" in live && step.reps > 1 ? text.repOf(live.rep + 1, step.reps) : "";
  return (
    <div class={`player-clock player-at-${at}`}>
      <p class="player-phase">{phase}</p>
      {seconds !== null && left !== null
        ? <StepRing seconds={seconds} part={whole > 0 ? left / whole : 0} label={text.left(seconds)} />
        : <p class="player-free">{text.noClock}</p>}
      <p class="player-reps number">{reps}</p>
    </div>
  );
}

function wholeMs(player: Player, live: Live): number {
  const { state } = player;
  if (state.at === "resuming") return state.endsAt - state.startedAt;
  return live.endsAt === null ? 0 : live.endsAt - live.startedAt;
}

/** What the person should know: a sleep, a restart, and what this phone cannot give. */
function Told({ player }: { player: Player }) {
  const { session, settings, words } = useApp();
  const text = words.player;
  const { state, slept } = player;
  const lacking = session.lacking.value;
  const { voice, sounds } = settings.current.value;
  const first = liveOf(state)?.step === 0;
  const mute = (voice === false || lacking.voice) && (sounds === false || lacking.sound);
  return (
    <>
      {slept !== null && (
        <Notice kind="warn" live>
          <p>{text.slept(Math.round(slept.ms / 1000))}</p>
          <button type="button" class="btn" onClick={session.rewind}>{text.rewind}</button>
        </Notice>
      )}
      {state.at === "paused" && state.why !== "asked" && <p class="muted">{state.why === "slept" ? text.sleptPaused : text.closedPaused}</p>}
      {first && mute && <p class="small muted">{text.noCues}</p>}
      {first && !mute && lacking.voice && <p class="small muted">{text.noVoice}</p>}
      {first && !mute && lacking.sound && <p class="small muted">{text.noSound}</p>}
      {first && lacking.screen && <p class="small muted">{text.screenSleeps}</p>}
    </>
  );
}
