import { useEffect } from "preact/hooks";
import { useApp } from "../../app.ts";
import { Loading } from "../../parts/Loading.tsx";
import { Top } from "../../parts/Top.tsx";
import { Places } from "./Places.tsx";
import { Result } from "./Result.tsx";

/** Where does it hurt, and what may help: one file, because one follows the other. */
export function Screen() {
  const { library, route, words } = useApp();
  useEffect(() => { void library.load(); }, []);
  const content = library.library.value;
  if (content === undefined) return <main class="screen stack"><Top title={words.find.title} back="/routines" /><Loading /></main>;
  return route.value.path === "/find" ? <Places content={content} /> : <Result content={content} />;
}
