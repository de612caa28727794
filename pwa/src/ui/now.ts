import { useEffect, useState } from "preact/hooks";
import { useApp } from "./app.ts";

/** The time in UTC ms, drawn anew every half minute and when the phone wakes up. */
export function useNow(): number {
  const { clock } = useApp();
  const [now, setNow] = useState(() => clock.now());
  useEffect(() => {
    const look = (): void => setNow(clock.now());
    const timer = setInterval(look, 30_000);
    document.addEventListener("visibilitychange", look);
    return () => { clearInterval(timer); document.removeEventListener("visibilitychange", look); };
  }, []);
  return now;
}
