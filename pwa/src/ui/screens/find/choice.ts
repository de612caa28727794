import { readAching, type Aching } from "../../../core/find.ts";
import type { Library } from "../../../core/library.ts";
import { useApp, type App } from "../../app.ts";

/** The places chosen in the address: there they outlive a reload and the way back. */
export function useChosen({ hurts }: Library): Aching[] {
  const { route } = useApp();
  return readAching(route.value.query.get("at") ?? "", hurts);
}

/** How many places there are, each side for itself. */
export function countOf(aching: readonly Aching[]): number {
  return aching.reduce((sum, { sides }) => sum + sides.length, 0);
}

/** "Temple, left": the chosen places by name. */
export function namesOf({ words }: Pick<App, "words">, { hurts }: Library, aching: readonly Aching[]): string[] {
  return aching.flatMap(({ place, sides }) => {
    const title = hurts.find(({ slug }) => slug === place)?.title ?? place;
    return sides.map((side) => words.find.place(title, side));
  });
}
