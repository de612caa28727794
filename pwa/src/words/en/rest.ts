import { cards } from "./cards.ts";
import { learn } from "./learn.ts";
import { player } from "./player.ts";
import { reminders } from "./reminders.ts";
import { routines } from "./routines.ts";
import { safety } from "./safety.ts";
import { settings } from "./settings.ts";
import { sync } from "./sync.ts";

/** Words of every screen but the first. */
export const rest = { cards, learn, settings, player, reminders, routines, safety, sync };
