import { signal, type ReadonlySignal } from "@preact/signals";
import type { Figures, Library, Poses, Routine } from "../core/library.ts";

/** The content of the app. It is fetched once, when a screen first needs it; the worker keeps it for no signal. */
export interface LibraryState {
  /** Undefined until it is here. */
  library: ReadonlySignal<Library | undefined>;
  figures: ReadonlySignal<Figures | undefined>;
  /** Pictures of what a person does; only the screens that show them ask for them, with `loadPoses`. */
  poses: ReadonlySignal<Poses | undefined>;
  /** True when it could not be fetched; a further `load` tries again. */
  missing: ReadonlySignal<boolean>;
  load(): Promise<void>;
  /** Without signal and without the file the words remain; a further call tries again. */
  loadPoses(): Promise<void>;
  /** A routine of the content, or one of the person's own. */
  routine(slug: string): Routine | undefined;
}

export interface LibraryParts {
  loadContent(): Promise<Library>;
  loadFigures(): Promise<Figures>;
  loadPoses(): Promise<Poses>;
  /** Routines beside those of the content. */
  own?(slug: string, library: Library): Routine | undefined;
}

export function createLibrary({ loadContent, loadFigures, loadPoses, own }: LibraryParts): LibraryState {
  const library = signal<Library | undefined>(undefined);
  const figures = signal<Figures | undefined>(undefined);
  const poses = signal<Poses | undefined>(undefined);
  const missing = signal(false);
  let coming: Promise<void> | undefined;
  let drawing: Promise<void> | undefined;
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
    library, figures, poses, missing,
    load: () => (coming ??= fetchBoth()),
    loadPoses: () => (drawing ??= loadPoses().then((found) => { poses.value = found; }, () => { drawing = undefined; })),
    routine: (slug) => library.value?.routines.find((routine) => routine.slug === slug) ?? (library.value && own?.(slug, library.value)),
  };
}
