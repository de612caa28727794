const KEY = "unknot-known";

/** Whether the app has never been opened here. False where storage is switched off: nobody can tell. */
export function isNew(): boolean {
  try { return localStorage.getItem(KEY) === null; } catch { return false; }
}

/** Whether the first screens are done here, told before the diary is open. A hint: the settings record decides. */
export function isKnown(): boolean {
  try { return localStorage.getItem(KEY) === "yes"; } catch { return false; }
}

/** Keeps the hint for the next start. */
export function rememberKnown(known: boolean): void {
  try { localStorage.setItem(KEY, known ? "yes" : "begun"); } catch { /* the next start reads the settings first */ }
}

/** As if the app had never been opened here. */
export function forgetKnown(): void {
  try { localStorage.removeItem(KEY); } catch { /* there is nothing to forget */ }
}
