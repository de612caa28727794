import { diary } from "./en/diary.ts";
import { settings } from "./en/settings.ts";
import { shell } from "./en/shell.ts";

/** All words of the app in English. Other languages have the same shape. */
export const en = { shell, diary, settings };
export type Words = typeof en;
