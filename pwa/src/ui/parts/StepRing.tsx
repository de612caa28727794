const RADIUS = 54;
const ROUND = 2 * Math.PI * RADIUS;

/** The time left as a number in a ring that empties. `part` is 0 to 1; nothing else moves. */
export function StepRing({ seconds, part, label }: { seconds: number; part: number; label: string }) {
  return (
    <div class="ring" role="timer" aria-label={label}>
      <svg viewBox="0 0 120 120" aria-hidden="true" focusable="false">
        <circle class="ring-track" cx="60" cy="60" r={RADIUS} />
        <circle class="ring-left" cx="60" cy="60" r={RADIUS} transform="rotate(-90 60 60)" stroke-dasharray={ROUND}
          stroke-dashoffset={ROUND * (1 - Math.min(1, Math.max(0, part)))} />
      </svg>
      <span class="ring-number" aria-hidden="true">{seconds}</span>
    </div>
  );
}
