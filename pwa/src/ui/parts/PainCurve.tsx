import type { Reading } from "../../core/records.ts";
import { timeOf } from "../../words/when.ts";
import { useApp } from "../app.ts";

const WIDTH = 320;
const HEIGHT = 120;
const LEFT = 22;
const BOTTOM = 100;
const TOP = 10;

/** Pain levels of one headache over time, oldest first; a level holds until `until` (UTC ms). The numbers stand in a table elsewhere. */
export function PainCurve({ readings, until }: { readings: readonly Reading[]; until?: number }) {
  const { words, locale } = useApp();
  const first = readings[0];
  const last = readings.at(-1);
  if (!first || !last) return null;
  const end = Math.max(until ?? last.at, last.at, first.at + 60_000);
  const x = (at: number): number => LEFT + 6 + ((at - first.at) / (end - first.at)) * (WIDTH - LEFT - 12);
  const y = (pain: number): number => BOTTOM - (pain / 10) * (BOTTOM - TOP);
  const points = readings.map((reading) => `${x(reading.at).toFixed(1)},${y(reading.pain).toFixed(1)}`);
  const peak = Math.max(...readings.map((reading) => reading.pain));
  return (
    <svg class="curve" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={words.diary.entry.painCurve(first.pain, last.pain, peak)}>
      {[0, 5, 10].map((level) => (
        <g key={level}>
          <line class="grid" x1={LEFT} x2={WIDTH} y1={y(level)} y2={y(level)} />
          <text x={LEFT - 6} y={y(level) + 4} text-anchor="end">{level}</text>
        </g>
      ))}
      <polyline class="path" points={points.join(" ")} />
      {readings.map((reading) => <circle key={reading.id} class="dot" cx={x(reading.at)} cy={y(reading.pain)} r={4} />)}
      <text x={LEFT} y={HEIGHT - 4}>{timeOf(first.at, first.offset, locale)}</text>
      <text x={WIDTH} y={HEIGHT - 4} text-anchor="end">{timeOf(end, last.offset, locale)}</text>
    </svg>
  );
}
