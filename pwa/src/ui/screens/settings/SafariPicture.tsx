import { useApp } from "../../app.ts";

/** Safari's share button and the line to look for, drawn. */
export function SafariPicture() {
  const { words } = useApp();
  const text = words.settings.installing;
  return (
    <svg class="safari" viewBox="0 0 320 190" role="img" aria-label={text.iosPicture}>
      <rect class="sheet" x="10" y="8" width="300" height="104" rx="16" />
      <line class="rule" x1="26" x2="294" y1="60" y2="60" />
      <rect class="faint" x="30" y="30" width="150" height="9" rx="4.5" />
      <rect class="faint" x="270" y="24" width="20" height="20" rx="5" />
      <text x="30" y="91">{text.iosAdd}</text>
      <path class="strong" d="M272 76h18v18h-18ZM281 80v10M276 85h10" />
      <path class="arrow" d="M160 132v-14M153 124l7-7 7 7" />
      <rect class="sheet" x="10" y="138" width="300" height="46" rx="14" />
      <path class="faint-line" d="M44 154l-8 7 8 7M88 154l8 7-8 7M224 153h16v16h-16ZM272 156h18M272 161h18M272 166h18" />
      <path class="strong" d="M154 158h-5v14h22v-14h-5M160 166v-18M154.500 153l5.500-5.500 5.500 5.500" />
    </svg>
  );
}
