import { timeOf } from "../../../words/when.ts";
import type { App } from "../../app.ts";

/** Starts a headache now unless one is open, says so, and offers to take it back. */
export async function startHeadache({ diary, shell, words, locale }: App): Promise<void> {
  const open = diary.ongoing.peek()[0];
  if (open) return shell.say(words.diary.today.alreadyOn(timeOf(open.at, open.offset, locale)));
  await shell.attempt(async () => {
    const headache = await diary.startHeadache();
    shell.offerUndo(words.diary.today.started(timeOf(headache.at, headache.offset, locale)), async () => { await diary.remove(headache.id); });
  });
}
