import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { useApp } from "../app.ts";
import { Icon } from "./Icon.tsx";

/** The head of a screen: its only h1, which takes the focus after a step inside the app, and the way back (a path). */
export function Top({ title, back, children }: { title: string; back?: string; children?: ComponentChildren }) {
  const { words, href } = useApp();
  const heading = useScreenTitle(title);
  return (
    <header class="top">
      {back !== undefined && <a class="btn-icon" href={href(back)} aria-label={words.shell.back}><Icon name="back" /></a>}
      <h1 ref={heading} tabIndex={-1}>{title}</h1>
      {children}
    </header>
  );
}

/** Names the page after `title` and moves the focus to the heading, so that a new screen is announced. For screens without <Top>. */
export function useScreenTitle(title: string) {
  const { words, route } = useApp();
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => { document.title = words.shell.pageTitle(title); }, [title]);
  useLayoutEffect(() => {
    if (route.peek().step > 0) heading.current?.focus({ preventScroll: true });
  }, []);
  return heading;
}
