/** The real content, and a person of whom safety knows something: the cast of the safety and player tests. */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Library, Question, Routine, Step, Unlock } from "../../pwa/src/core/library.ts";
import type { PlayedStep, Session } from "../../pwa/src/core/records.ts";
import { allowed, type Allowed, type Known } from "../../pwa/src/core/safety.ts";
import { groupsFor, type Answers } from "../../pwa/src/core/screening.ts";
import { withSoreness } from "../../pwa/src/core/soreness.ts";

export const NOW = Date.UTC(2026, 10, 22, 9, 0, 0);
export const TODAY = "2026-11-22";
const DAY_MS = 86_400_000;

function root(): string {
  for (let folder = process.cwd(); ; folder = dirname(folder)) {
    if (existsSync(join(folder, "content/safety.toml"))) return folder;
    if (folder === dirname(folder)) throw new Error("content/ was not found above the working folder");
  }
}

/** What the build writes into the app, straight from content/. */
export function content(): Library {
  const home = root();
  const python = existsSync(join(home, ".venv/bin/python")) ? join(home, ".venv/bin/python") : "python3";
  const code = "import json, pathlib; from server.library import build_content; print(json.dumps(build_content(pathlib.Path('content'))))";
  return JSON.parse(execFileSync(python, ["-c", code], { cwd: home, encoding: "utf8", maxBuffer: 1 << 26 })) as Library;
}

/** A step that presses the roll of the shoulder, or whatever is said otherwise. */
export function step(fields: Partial<Step> = {}): Step {
  return {
    slug: "step", title: "Step", text: "Do it.", cue: "Do it.", kind: "press", target: null, places: ["neck-shoulder-roll"], sides: "left-right",
    tool: "fingers", level: [3, 4], find: false, hands: "one", ready_seconds: 5, hold_seconds: 20, reps: 1, rest_seconds: 0, switch_seconds: 5,
    figures: [], poses: [], reach: null, reach_poses: [], instead: [], lying_flat: false, ...fields,
  };
}

export function routine(steps: readonly Step[], fields: Partial<Routine> = {}): Routine {
  return {
    slug: "round", code: "R00", title: "Round", purpose: "", frequency: "", per_day: null, every_days: null, first_week_every_days: null, hours_between: null, where: [], versions: [], notes: [], pressing: true, needs_screening: false,
    needs_first_lesson: false, unlock: [], seconds: 0, steps: [...steps], sources: [], ...fields,
  };
}

/** Comfort in an attack, as R08 of the clinical facts: hands, wrist, and fingers resting at the neck. */
export const attackRound = routine([
  step({ slug: "settle", kind: "relax", places: [], sides: "whole", level: [0, 0], tool: "none" }),
  step({ slug: "wrist", places: ["inner-wrist"], level: [3, 3], tool: "thumb" }),
  step({ slug: "hand", places: ["hand-web"], level: [3, 3], tool: "thumb" }),
  step({ slug: "neck-rest", kind: "rest-contact", places: ["under-skull-ledge"], sides: "both", level: [1, 1] }),
], { slug: "migraine-nausea", code: "R08", needs_screening: true });

/** A person aged 36 who ticked nothing, unless said otherwise. */
export class Person {
  birthYear: number | null = 1990;
  migraine = false;
  headacheNow = false;
  agreed: Unlock[] = [];
  agreedLimits: NonNullable<Known["agreedLimits"]> = {};
  now = NOW;
  today = TODAY;
  sessions: Session[] = [];
  private answers: Answers = {};
  private confirmedAt: number | null = null;
  private given: Record<string, number> = {};

  constructor(readonly library: Library) {}

  born(year: number | null): this { this.birthYear = year; return this; }

  /** Answers all lists; `yes` are the ticked ids. */
  answered(...yes: string[]): this {
    for (const id of yes) this.question(id);
    const groups = groupsFor(this.library.safety, this.birthYear, Number(this.today.slice(0, 4)));
    const asked = groups.flatMap((group) => group.questions);
    this.answers = Object.fromEntries(asked.map((question) => [question.id, yes.includes(question.id) ? "yes" : "no"]));
    this.given = Object.fromEntries(asked.filter(({ id, hours }) => yes.includes(id) && hours !== undefined && hours !== null).map(({ id }) => [id, this.now]));
    this.confirmedAt = this.now;
    return this;
  }

  later(ms: number): this {
    this.now += ms;
    this.today = new Date(this.now).toISOString().slice(0, 10);
    return this;
  }

  days(count: number): this { return this.later(count * DAY_MS); }

  played(slug: string, steps: Partial<PlayedStep>[] = [], outcome: Session["outcome"] = "finished"): this {
    const session: Session = {
      id: `s${this.sessions.length}`, kind: "session", v: 1, at: this.now, offset: 0, on_day: this.today, edited_at: this.now, routine: slug,
      content_version: "1", ended_at: this.now, outcome,
      steps: steps.map((each) => ({ step: "s", side: "both", seconds: 30, level: 4, places: ["neck-shoulder-roll"], outcome: "done", ...each })),
    };
    this.sessions.push(session);
    return this;
  }

  /** Says that nothing was sore after all rounds so far. */
  fine(): this {
    this.sessions = this.sessions.map((session) => withSoreness(session, "no", this.now));
    return this;
  }

  question(id: string): Question {
    const { micro, screening } = this.library.safety;
    const found = [...micro, ...screening.groups.flatMap((group) => group.questions)].find((each) => each.id === id);
    if (found === undefined) throw new Error(`There is no question ${id}`);
    return found;
  }

  known(...micro: string[]): Known {
    return {
      now: this.now, today: this.today, birthYear: this.birthYear, migraine: this.migraine, headacheNow: this.headacheNow, sessions: this.sessions,
      agreed: this.agreed, agreedLimits: this.agreedLimits,
      micro: micro.map((id) => this.question(id)),
      screening: this.confirmedAt === null ? null : { answers: this.answers, confirmedAt: this.confirmedAt, given: this.given },
    };
  }

  /** Asks for a routine (by slug, or one of its own), with what was ticked just before it. */
  asksFor(wanted: string | Routine, ...micro: string[]): Allowed {
    const found = typeof wanted === "string" ? this.library.routines.find(({ slug }) => slug === wanted) : wanted;
    if (found === undefined) throw new Error(`There is no routine ${typeof wanted === "string" ? wanted : wanted.slug}`);
    return allowed(found, this.library, this.known(...micro));
  }

  /** The steps that would be played; a closed routine fails the test with its lock. */
  plays(wanted: string | Routine, ...micro: string[]) {
    const answer = this.asksFor(wanted, ...micro);
    if (!answer.open) throw new Error(`closed: ${JSON.stringify(answer.lock)}`);
    return answer.plan.steps;
  }

  /** Why a routine is closed; an open one fails the test. */
  lockOf(wanted: string | Routine, ...micro: string[]) {
    const answer = this.asksFor(wanted, ...micro);
    if (answer.open) throw new Error(`open: ${answer.plan.steps.map(({ slug }) => slug).join(", ")}`);
    return answer.lock;
  }
}
