import { useApp } from "../app.ts";
import { Icon, type IconName } from "./Icon.tsx";

/** Articles, cards and finding stand among the routines. */
const WITHIN: Readonly<Record<string, readonly string[]>> = { "/routines": ["/learn", "/find", "/muscles", "/points"] };
const TABS = [["today", "/"], ["routines", "/routines"], ["diary", "/diary"], ["insights", "/insights"]] as const satisfies readonly (readonly [IconName, string])[];

/** The four places of the app, within reach of a thumb. */
export function Bar() {
  const { route, words, href } = useApp();
  const path = route.value.path;
  return (
    <nav class="bar" aria-label={words.shell.places}>
      {TABS.map(([name, to]) => {
        const here = to === "/" ? path === "/" : [to, ...(WITHIN[to] ?? [])].some((place) => path === place || path.startsWith(`${place}/`));
        return <a key={name} href={href(to)} {...(here ? { "aria-current": "page" as const } : {})}><span><Icon name={name} /></span><span>{words.shell.tabs[name]}</span></a>;
      })}
    </nav>
  );
}
