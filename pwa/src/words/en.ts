import { diary } from "./en/diary.ts";
import type { rest } from "./en/rest.ts";
import { shell } from "./en/shell.ts";

/** The words that the first screen needs, in English. Other languages have the same shape. */
const first = { shell, diary };
export type Words = typeof first & typeof rest;

let loading: Promise<unknown> | undefined;

/** All words; those of `rest` are there once `restOfWords` has resolved, which every lazy screen waits for. */
export const en = { ...first } as Words;

/** Fetches the words that only later screens need. They are half of all text and not needed to open the app. */
export function restOfWords(): Promise<unknown> {
  loading ??= import("./en/rest.ts").then(({ rest }) => Object.assign(en, rest), (error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}
