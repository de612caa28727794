import { cards } from "./cards.ts";
import { find } from "./find.ts";
import { learn } from "./learn.ts";
import { own } from "./own.ts";
import { player } from "./player.ts";
import { reminders } from "./reminders.ts";
import { routines } from "./routines.ts";
import { safety } from "./safety.ts";
import { settings } from "./settings.ts";
import { sync } from "./sync.ts";

/** Words of every screen but the first. */
export const rest = { cards, find, learn, own, settings, player, reminders, routines, safety, sync };
