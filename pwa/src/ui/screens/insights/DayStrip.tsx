import type { DayState } from "../../../core/days.ts";
import { dayShort } from "../../../words/when.ts";
import { useApp } from "../../app.ts";

const COLUMNS = 7;
const CELL = 40;
const GAP = 6;

/** Four weeks as boxes. The shape tells the state, not only the colour: filled with its number, a ring, or a dot for unknown. */
export function DayStrip({ days }: { days: readonly DayState[] }) {
  const { words, locale } = useApp();
  const text = words.diary.insights;
  const rows = Math.ceil(days.length / COLUMNS);
  const size = (cells: number): number => cells * CELL + (cells - 1) * GAP;
  const first = days[0]?.day;
  const last = days.at(-1)?.day;
  return (
    <figure class="stack stack-tight">
      <svg class="strip" viewBox={`0 0 ${size(COLUMNS)} ${size(rows)}`} role="img" aria-label={`${text.strip}. ${summary(days, text)}`}>
        {days.map((one, index) => (
          <g key={one.day} class={`day-${one.state}`} transform={`translate(${(index % COLUMNS) * (CELL + GAP)} ${Math.floor(index / COLUMNS) * (CELL + GAP)})`}>
            <Box one={one} />
          </g>
        ))}
      </svg>
      {first && last && <p class="small muted row row-between"><span>{dayShort(first, locale)}</span><span>{dayShort(last, locale)}</span></p>}
      <ul class="legend small" aria-label={text.legend}>
        {(["headache", "clear", "unknown"] as const).map((state) => (
          <li key={state}>
            <svg viewBox={`0 0 ${CELL} ${CELL}`} class={`day-${state}`} width="22" height="22" aria-hidden="true"><Box one={{ day: "", state }} /></svg>
            {text.state[state]}
          </li>
        ))}
      </ul>
    </figure>
  );
}

function Box({ one }: { one: DayState }) {
  const middle = CELL / 2;
  if (one.state === "unknown") return <circle cx={middle} cy={middle} r={3} />;
  if (one.state === "clear") return <circle class="ring" cx={middle} cy={middle} r={middle - 6} />;
  return (
    <>
      <rect width={CELL} height={CELL} rx={10} />
      {one.peak !== undefined && <text x={middle} y={middle + 6} text-anchor="middle">{one.peak}</text>}
    </>
  );
}

function summary(days: readonly DayState[], text: { headaches(n: number): string; clear(n: number): string; unknown(n: number): string }): string {
  const count = (state: DayState["state"]): number => days.filter((day) => day.state === state).length;
  return [text.headaches(count("headache")), text.clear(count("clear")), text.unknown(count("unknown"))].join(", ");
}
