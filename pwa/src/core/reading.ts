/** Articles and glossary as the build writes them into `articles.<lang>.json`, and finding one's way in them. Pure. */
import type { Library } from "./library.ts";

/** How well a claim is founded, in words. `bars` (0-4) is its grade, where it is one. */
export interface Label { name: string; text: string; bars?: number; warns?: boolean }

/** A piece of a line. `to`: an address of the app; `word`: a slug of the glossary. */
export interface Run { text: string; strong?: boolean; to?: string; word?: string }
export type Line = (string | Run)[];

/** A paragraph (`text`), a set-off word (`note`), a `list`, numbered `steps`, or a way into the app (`way`). */
export interface Block { kind: "text" | "note" | "list" | "steps" | "way"; lines: Line[] }

/** Blocks with what they rest on; `sources` are numbers in the article's list, from 1. */
export interface Passage { blocks: Block[]; label?: string; sources?: number[] }

export type ArticleGroup = "basics" | "methods" | "you";

export interface Article {
  slug: string;
  title: string;
  summary: string;
  group: ArticleGroup;
  order: number;
  /** Path data in a box of 24 by 24. */
  icon: string;
  /** Minutes to read. */
  minutes: number;
  sections: { title: string | null; passages: Passage[] }[];
  /** Keys in the order of their first use. */
  sources: string[];
}

export interface Word { slug: string; term: string; meaning: string; sources: string[] }
export type Source = Library["sources"][string];

export interface Reading {
  locale: "en";
  version: string;
  labels: Record<string, Label>;
  /** In the order in which they are best read. */
  articles: Article[];
  words: Word[];
  sources: Record<string, Source>;
}

/** Words that fit what was typed: those that begin with it, then those that hold it, then those whose meaning does. */
export function findWords(words: readonly Word[], typed: string): Word[] {
  const wanted = folded(typed.trim());
  const rank = ({ term, meaning }: Word): number => {
    const name = folded(term);
    if (name.startsWith(wanted)) return 0;
    if (name.includes(wanted)) return 1;
    return folded(meaning).includes(wanted) ? 2 : 3;
  };
  return words.filter((word) => rank(word) < 3).sort((a, b) => rank(a) - rank(b));
}

/** Small letters without accents, so that a phone's keyboard finds a word as it was typed. */
function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** The article that comes after one; undefined after the last. */
export function articleAfter(articles: readonly Article[], slug: string): Article | undefined {
  const at = articles.findIndex((article) => article.slug === slug);
  return at < 0 ? undefined : articles[at + 1];
}

/** The works behind keys, in their order. */
export function worksOf(reading: Pick<Reading, "sources">, keys: readonly string[]): Source[] {
  return keys.flatMap((key) => reading.sources[key] ?? []);
}
