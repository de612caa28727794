import { useEffect } from "preact/hooks";
import { AppProvider, useApp, type App as AppShape } from "./app.ts";
import { placeAt } from "./routes.tsx";
import { Bar } from "./parts/Bar.tsx";
import { Banners } from "./parts/Banners.tsx";
import { Undo } from "./parts/Undo.tsx";
import { Missing } from "./screens/Missing.tsx";

/** The frame: what is true everywhere, the screen of the current address, and the bar. */
export function App({ app }: { app: AppShape }) {
  return <AppProvider value={app}><Frame /></AppProvider>;
}

function Frame() {
  const app = useApp();
  const path = app.route.value.path;
  const place = placeAt(path);
  const Screen = place?.screen ?? Missing;
  useEffect(() => keepLinksInside(app), []);
  useEffect(() => { if (app.route.peek().step > 0) scrollTo(0, 0); }, [path]);
  return (
    <div class={place?.bare ? "bare" : ""}>
      {path !== "/play" && <Banners />}
      <Screen key={path} />
      <Undo />
      {!place?.bare && <Bar />}
    </div>
  );
}

/** Turns clicks on links of ours into steps inside the app; leaves new tabs, downloads and the server's own pages alone. */
function keepLinksInside(app: AppShape): () => void {
  const onClick = (event: MouseEvent): void => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (!link || link.target || link.hasAttribute("download") || link.origin !== location.origin || link.pathname.startsWith("/api/")) return;
    if (link.hash && link.pathname === location.pathname) return;
    event.preventDefault();
    app.go(link.pathname + link.search + link.hash);
  };
  document.addEventListener("click", onClick);
  return () => document.removeEventListener("click", onClick);
}
