import type { FunctionComponent } from "preact";
import { useApp } from "./app.ts";
import { match } from "./routes-match.ts";

/** Several screens in one file, drawn by the address: what is used together is smaller together. The first that fits is drawn. */
export function among(screens: readonly (readonly [pattern: string, screen: FunctionComponent])[]): FunctionComponent {
  return function Among() {
    const { path } = useApp().route.value;
    const Found = screens.find(([pattern]) => match(pattern, path) !== null)?.[1];
    return Found ? <Found /> : null;
  };
}
