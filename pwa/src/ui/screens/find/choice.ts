import { readAching, type Aching } from "../../../core/find.ts";
import type { Library } from "../../../core/library.ts";
import { useApp, type App } from "../../app.ts";

/** The places chosen in the address: there they outlive a reload and the way back. */
export function useChosen({ hurts }: Library): Aching[] {
  const { route } = useApp();
  return readAching(route.value.query.get("at") ?? "", hurts);
}

/** "Temple, both sides": the chosen places by name. */
export function namesOf({ words }: Pick<App, "words">, { hurts }: Library, aching: readonly Aching[]): string[] {
  return aching.map(({ place, sides: [first = "left", second] }) =>
    words.find.place(hurts.find(({ slug }) => slug === place)?.title ?? place, second === undefined ? first : "both"));
}
