const KEY = "unknot-known";

/** Whether the first screens are done on this phone, told before the diary is open. A hint: the settings record decides. */
export function isKnown(): boolean {
  try { return localStorage.getItem(KEY) !== null; } catch { return false; }
}

/** Keeps the hint for the next start, or takes it away. */
export function rememberKnown(known: boolean): void {
  try {
    if (known) localStorage.setItem(KEY, "1");
    else localStorage.removeItem(KEY);
  } catch { /* storage switched off: the next start reads the settings first */ }
}
