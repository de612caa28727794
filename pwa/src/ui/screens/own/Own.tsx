import { useEffect } from "preact/hooks";
import { useApp } from "../../app.ts";
import { Loading } from "../../parts/Loading.tsx";
import { Notice } from "../../parts/Notice.tsx";
import { Top } from "../../parts/Top.tsx";
import { match } from "../../routes-match.ts";
import { Edit } from "./Edit.tsx";
import { Open } from "./Open.tsx";
import { Share } from "./Share.tsx";

/** Changing, handing on, and opening a routine of one's own. */
export function Screen() {
  const { library, own, route, words } = useApp();
  useEffect(() => { void library.load(); }, []);
  const { path } = route.value;
  const content = library.library.value;
  const edited = match("/routines/:slug/edit", path)?.["slug"];
  const routine = library.routine(edited ?? "");
  const record = own.record(match("/routines/:slug/share", path)?.["slug"] ?? "");
  if (content !== undefined) {
    if (path === "/routines/open") return <Open content={content} />;
    if (routine !== undefined) return <Edit content={content} routine={routine} />;
    if (record !== undefined) return <Share record={record} />;
  }
  return <main class="screen stack"><Top title={words.own.title} back="/routines" />{content === undefined ? <Loading /> : <Notice>{words.routines.unknown}</Notice>}</main>;
}
