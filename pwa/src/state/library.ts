import { signal, type ReadonlySignal } from "@preact/signals";
import type { Figures, Library, Routine } from "../core/library.ts";

/** The content of the app. It is fetched once, when a screen first needs it; the worker keeps it for no signal. */
export interface LibraryState {
  /** Undefined until it is here. */
  library: ReadonlySignal<Library | undefined>;
  figures: ReadonlySignal<Figures | undefined>;
  /** True when it could not be fetched; a further `load` tries again. */
  missing: ReadonlySignal<boolean>;
  load(): Promise<void>;
  /** A routine of the content, or one of the person's own. */
  routine(slug: string): Routine | undefined;
}

export interface LibraryParts {
  loadContent(): Promise<Library>;
  loadFigures(): Promise<Figures>;
  /** Routines beside those of the content. */
  own?(slug: string, library: Library): Routine | undefined;
}

export function createLibrary({ loadContent, loadFigures, own }: LibraryParts): LibraryState {
  const library = signal<Library | undefined>(undefined);
  const figures = signal<Figures | undefined>(undefined);
  const missing = signal(false);
  let coming: Promise<void> | undefined;
  const fetchBoth = async (): Promise<void> => {
    missing.value = false;
    try {
      const pictures = loadFigures().then((found) => { figures.value = found; });
      library.value = await loadContent();
      await pictures;
    } catch {
      missing.value = library.value === undefined;
      coming = undefined;
    }
  };
  return {
    library, figures, missing,
    load: () => (coming ??= fetchBoth()),
    routine: (slug) => library.value?.routines.find((routine) => routine.slug === slug) ?? (library.value && own?.(slug, library.value)),
  };
}
