import { computed, signal, type ReadonlySignal } from "@preact/signals";
import type { Question, QuestionGroup, Routine, Unlock } from "../core/library.ts";
import type { Id, Screening, Session } from "../core/records.ts";
import { allowed, standingOf, type Allowed, type Known, type Standing } from "../core/safety.ts";
import { answered, groupsFor, groupsLeft, verdictOf, type Answers, type Verdict } from "../core/screening.ts";
import { afterTheLine, soreTooLong, withSoreness, type Soreness } from "../core/soreness.ts";
import { todosOf, type Todo } from "../core/unlocks.ts";
import type { Clock } from "../device/clock.ts";
import type { Store } from "../store/store.ts";
import type { Diary } from "./diary.ts";
import type { LibraryState } from "./library.ts";
import type { SettingsState } from "./settings.ts";

/** What was said just before a routine. */
export interface Before {
  micro?: readonly Question[];
  /** There is a headache now, whether the diary knows it or not. */
  headache?: boolean;
}

/** The screening, and which routines are open because of it. The rules themselves are in core/safety. */
export interface SafetyState {
  /** Undefined until the content is here. */
  standing: ReadonlySignal<Standing | undefined>;
  answers: ReadonlySignal<Answers>;
  /** UTC ms at which the answers were last said to be true. */
  answeredAt: ReadonlySignal<number | undefined>;
  /** The tick lists for this person, and those still open. */
  groups: ReadonlySignal<readonly QuestionGroup[]>;
  left: ReadonlySignal<readonly QuestionGroup[]>;
  micro: ReadonlySignal<readonly Question[]>;
  /** Questions whose yes counts for some hours; asked again before a routine. */
  recent: ReadonlySignal<readonly Question[]>;
  load(): Promise<void>;
  /** Saves one list: what is ticked is a yes, the rest a no. @throws StoreProblem */
  answer(group: QuestionGroup, ticked: ReadonlySet<string>): Promise<void>;
  /** Saves a yes for questions that count for some hours, asked outside of the lists. @throws StoreProblem */
  add(questions: readonly Question[]): Promise<void>;
  /** "All still true": counts as answered now. @throws StoreProblem */
  confirm(): Promise<void>;
  judge(questions: readonly Question[]): Verdict;
  allowed(routine: Routine, before?: Before): Allowed;
  /** All that a routine waits for. */
  todos(routine: Routine): Todo[];
  /** The locks opened by agreeing to their sentences, with the UTC ms at which that was. */
  agreed: ReadonlySignal<ReadonlyMap<Unlock, number>>;
  /** Opens such a lock, or takes that back. @throws StoreProblem */
  agree(unlock: Unlock, yes: boolean): Promise<void>;
  /** Saves whether a round left something sore; without `places` all that it touched. @throws StoreProblem */
  noteSoreness(session: Session, said: Soreness, places?: readonly string[]): Promise<void>;
  /** Saves what the line before a routine says of the last round, and gives the way back. @throws StoreProblem */
  answerLine(ticked: boolean): Promise<() => Promise<void>>;
  /** Something is sore for longer than is normal. */
  soreTooLong(): boolean;
}

/** Where the agreement to a lock is kept. */
const AGREEMENTS = [["therapist-knows", "therapist_knows"], ["neck-strap-locks", "neck_strap"]] as const;

export interface SafetyParts {
  store: Pick<Store, "get" | "list" | "save" | "derivedId" | "changed">;
  clock: Clock;
  library: Pick<LibraryState, "library">;
  settings: Pick<SettingsState, "current" | "change">;
  diary: Pick<Diary, "recent" | "ongoing" | "change">;
}

export function createSafety({ store, clock, library, settings, diary }: SafetyParts): SafetyState {
  const record = signal<Screening | undefined>(undefined);
  const older = signal<ReadonlyMap<Id, Session>>(new Map());
  const id = store.derivedId("screening");
  const load = async (): Promise<void> => {
    record.value = await store.get(await id) as Screening | undefined;
    older.value = new Map((await store.list("session")).map((entry) => [entry.id, entry as Session]));
  };
  store.changed((ids) => void id.then((own) => { if (ids.includes(own)) return load(); }));

  const birthYear = computed(() => settings.current.value.birth_year ?? null);
  const sessions = (): Session[] => {
    const all = new Map(older.value);
    for (const entry of diary.recent.value.values()) if (entry.kind === "session") all.set(entry.id, entry as Session);
    return [...all.values()];
  };
  const agreed = computed(() => new Map(AGREEMENTS.flatMap(([unlock, field]) => {
    const at = settings.current.value[field];
    return typeof at === "number" ? [[unlock, at] as const] : [];
  })));
  const limits = (): NonNullable<Known["agreedLimits"]> => {
    const { press_minutes, spot_times } = settings.current.value;
    return { ...(press_minutes === undefined ? {} : { seconds_per_day: press_minutes * 60 }), ...(spot_times === undefined ? {} : { times_per_day: spot_times }) };
  };
  const known = (before: Before): Known => {
    const now = clock.now();
    const said = record.value;
    return {
      agreed: [...agreed.value.keys()], agreedLimits: limits(),
      now, today: clock.day(now), birthYear: birthYear.value, sessions: sessions(),
      screening: said === undefined ? null : { answers: said.answers, confirmedAt: said.at, given: said.given ?? {} },
      migraine: settings.current.value.migraine === true,
      headacheNow: before.headache === true || diary.ongoing.value.length > 0,
      micro: before.micro ?? [],
    };
  };
  const answers = computed<Answers>(() => record.value?.answers ?? {});
  const groups = computed(() => {
    const content = library.library.value;
    return content === undefined ? [] : groupsFor(content.safety, birthYear.value, Number(clock.day(clock.now()).slice(0, 4)));
  });
  const save = async (fields: Partial<Pick<Screening, "answers" | "given" | "at">>): Promise<void> => {
    const now = clock.now();
    const before = record.value ?? { kind: "screening" as const, id: await id, v: 1, at: now, offset: clock.offsetAt(now), on_day: clock.day(now), answers: {} };
    const next: Screening = { ...before, ...fields, edited_at: now };
    await store.save([next]);
    record.value = next;
  };
  const givenNow = (questions: readonly Question[]): Record<string, number> =>
    ({ ...record.value?.given, ...Object.fromEntries(questions.filter(({ hours }) => hours !== undefined).map((question) => [question.id, clock.now()])) });

  return {
    answers, groups, load,
    answeredAt: computed(() => record.value?.at),
    left: computed(() => groupsLeft(groups.value, answers.value)),
    standing: computed(() => library.library.value && standingOf(library.library.value.safety, known({}))),
    micro: computed(() => library.library.value?.safety.micro ?? []),
    recent: computed(() => groups.value.flatMap((group) => group.questions.filter(({ hours }) => hours !== undefined))),
    async answer(group, ticked) {
      const yes = group.questions.filter((question) => ticked.has(question.id));
      const next = answered(answers.value, group, ticked);
      // The 90 days begin when the last list is done.
      const done = groupsLeft(groups.value, next).length === 0;
      await save({ answers: next, given: givenNow(yes), ...(done ? { at: clock.now() } : {}) });
    },
    async add(questions) {
      const yes = Object.fromEntries(questions.map((question) => [question.id, "yes" as const]));
      await save({ answers: { ...answers.value, ...yes }, given: givenNow(questions) });
    },
    confirm: () => save({ at: clock.now() }),
    judge: (questions) => verdictOf(questions),
    allowed(routine, before = {}) {
      const content = library.library.value;
      if (content === undefined) throw new Error("The content is not loaded yet.");
      return allowed(routine, content, known(before));
    },
    agreed,
    todos(routine) {
      const content = library.library.value?.safety;
      if (content === undefined) return [];
      const { screened, recheck } = standingOf(content, known({}));
      return todosOf(routine, content, known({}), screened && !recheck);
    },
    async agree(unlock, yes) {
      const field = AGREEMENTS.find(([slug]) => slug === unlock)?.[1];
      if (field !== undefined) await settings.change({ [field]: yes ? clock.now() : null });
    },
    noteSoreness: (session, said, places) => diary.change(withSoreness(session, said, clock.now(), places)),
    async answerLine(ticked) {
      const care = library.library.value?.safety.after_care;
      const all = sessions();
      const changed = care === undefined ? [] : afterTheLine(all, ticked, clock.now(), care);
      for (const session of changed) await diary.change(session);
      const before = all.filter(({ id }) => changed.some((session) => session.id === id));
      return async () => { for (const session of before) await diary.change(session); };
    },
    soreTooLong: () => library.library.value !== undefined && soreTooLong(sessions(), clock.now(), library.library.value.safety.after_care),
  };
}
