import { encodeQR } from "qr";

/** Light modules around the dark ones, as the standard asks for. */
const QUIET = 4;

/** A QR code as one path, dark on light in every theme, because cameras need it so. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const rows = encodeQR(text, "raw", { border: QUIET });
  const dark = rows.flatMap((row, y) => row.flatMap((on, x) => (on ? [`M${x} ${y}h1v1h-1z`] : [])));
  return (
    <svg class="qr" viewBox={`0 0 ${rows.length} ${rows.length}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <rect class="qr-light" width={rows.length} height={rows.length} />
      <path class="qr-dark" d={dark.join("")} />
    </svg>
  );
}
