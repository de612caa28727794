import { diary } from "./en/diary.ts";
import { player } from "./en/player.ts";
import { routines } from "./en/routines.ts";
import { safety } from "./en/safety.ts";
import { settings } from "./en/settings.ts";
import { shell } from "./en/shell.ts";

/** All words of the app in English. Other languages have the same shape. */
export const en = { shell, diary, settings, player, routines, safety };
export type Words = typeof en;
