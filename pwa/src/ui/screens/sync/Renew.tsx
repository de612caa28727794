import { useApp } from "../../app.ts";
import { NewCode } from "./NewCode.tsx";

/** A new recovery code in place of the old one. */
export function Screen() {
  const { words, sync, go } = useApp();
  const text = words.sync;
  const renew = async (typed: string) => {
    const problem = await sync.renew(typed);
    if (!problem) go("/settings/sync", { replace: true });
    return problem;
  };
  return <NewCode title={text.code.renewTitle} lead={text.code.renewLead} go={text.check.renew} onGo={renew} />;
}
