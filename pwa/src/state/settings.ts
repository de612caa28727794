import { computed, signal, type ReadonlySignal } from "@preact/signals";
import type { Settings } from "../core/records.ts";
import type { Clock } from "../device/clock.ts";
import type { Store } from "../store/store.ts";

/** What a person may set; a field that was never set is absent. */
export type Choices = Pick<Settings, "birth_year" | "country" | "theme" | "voice" | "sounds" | "vibration" | "migraine" | "usual_aura" | "known_aura" | "dark_screen" | "therapist_questions" | "welcomed"
  | "owns_pointer" | "therapist_knows" | "neck_strap" | "press_minutes" | "spot_times">;
export type Theme = NonNullable<Settings["theme"]>;

/** How far the first screens have come, kept until they are done: a phone may kill the app between two of them. */
export interface Begun { page: "year" | "young" | "place" | "what"; typed: string; country: string }

export interface SettingsState {
  /** All fields as stored, those of newer versions included. Empty before `load`. */
  current: ReadonlySignal<Choices>;
  theme: ReadonlySignal<Theme>;
  /** Age in whole years this year (the birthday may still come); undefined where no year was given. */
  age: ReadonlySignal<number | undefined>;
  load(): Promise<void>;
  /** The first screens as they were left; undefined where they were never begun, or are done. */
  begun(): Begun | undefined;
  /** @throws StoreProblem */
  keepBegun(begun: Begun): Promise<void>;
  /** Saves the given fields and leaves all others as they are. @throws StoreProblem */
  change(fields: Choices): Promise<void>;
}

const BEGUN = "welcome";

/** The settings record: one a person, fields merged one by one between devices. */
export function createSettings(store: Pick<Store, "get" | "save" | "derivedId" | "changed" | "local">, clock: Clock): SettingsState {
  const record = signal<Settings | undefined>(undefined);
  const id = store.derivedId("settings");
  let begun: Begun | undefined;
  const load = async (): Promise<void> => { record.value = await store.get(await id) as Settings | undefined; };
  store.changed((ids) => void id.then((own) => { if (ids.includes(own)) return load(); }));
  return {
    current: computed(() => record.value ?? {}),
    theme: computed(() => record.value?.theme ?? "auto"),
    age: computed(() => {
      const year = record.value?.birth_year;
      return year === undefined ? undefined : Number(clock.day(clock.now()).slice(0, 4)) - year;
    }),
    async load() {
      await load();
      if (!record.value?.welcomed) begun = await store.local.get<Begun>(BEGUN);
    },
    begun: () => begun,
    keepBegun: (left) => store.local.set(BEGUN, left),
    async change(fields) {
      const now = clock.now();
      const before = record.value ?? { kind: "settings", id: await id, v: 1, at: now, offset: clock.offsetAt(now), on_day: clock.day(now) };
      const next = { ...before, ...fields, edited_at: now } as Settings;
      await store.save([next]);
      record.value = next;
      if (fields.welcomed) await store.local.delete(BEGUN);
    },
  };
}

/** The birth year typed in a field, or undefined where it is none. `year` is the current one. */
export function readBirthYear(typed: string, year: number): number | undefined {
  const value = /^\s*(\d{4})\s*$/.exec(typed)?.[1];
  const born = Number(value);
  return value !== undefined && born >= 1900 && born <= year ? born : undefined;
}
