import type { Theme } from "../state/settings.ts";

const KEY = "unknot-look";
const COLOURS = { light: "#f7f2e9", dark: "#171512", dim: "#0c0b09" } as const;

/** Shows the look chosen last, before the diary is open: a white flash hurts in an attack. */
export function showLook(): void {
  try { apply(localStorage.getItem(KEY)); } catch { /* storage switched off: the phone's own look */ }
}

/** Shows a look and keeps it for the next start. "auto" follows the phone. */
export function rememberLook(theme: Theme): void {
  apply(theme);
  try { localStorage.setItem(KEY, theme); } catch { /* it is in the settings record as well */ }
}

function apply(theme: string | null): void {
  const chosen = theme === "light" || theme === "dark" || theme === "dim" ? theme : undefined;
  if (chosen) document.documentElement.dataset["theme"] = chosen;
  else delete document.documentElement.dataset["theme"];
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    meta.content = chosen ? COLOURS[chosen] : meta.media.includes("dark") ? COLOURS.dark : COLOURS.light;
  }
}
