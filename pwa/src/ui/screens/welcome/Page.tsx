import type { ComponentChildren } from "preact";
import { useLayoutEffect } from "preact/hooks";
import { useApp } from "../../app.ts";
import { Icon } from "../../parts/Icon.tsx";
import { useScreenTitle } from "../../parts/Top.tsx";

/** One page of the first start: how far along, a heading that takes the focus, and its one button at the bottom. */
export function Page({ title, step, onBack, onSubmit, children, foot }: {
  title: string; step?: number; onBack?: () => void; onSubmit?: () => void; children: ComponentChildren; foot: ComponentChildren;
}) {
  const { words } = useApp();
  const heading = useScreenTitle(title);
  useLayoutEffect(() => { if (step !== 1) heading.current?.focus({ preventScroll: true }); }, []);
  return (
    <form class="page" noValidate onSubmit={(event) => { event.preventDefault(); onSubmit?.(); }}>
      <div class="page-top">
        {onBack ? <button type="button" class="btn-icon" aria-label={words.shell.back} onClick={onBack}><Icon name="back" /></button> : <Knot />}
        {step && <span class="small muted">{words.settings.welcome.step(step, 3)}</span>}
      </div>
      <h1 ref={heading} tabIndex={-1}>{title}</h1>
      {children}
      <div class="page-foot stack stack-tight">{foot}</div>
    </form>
  );
}

/** The mark of Unknot: a loop that opens. */
function Knot() {
  return (
    <svg class="knot" viewBox="0 0 48 48" width="48" height="48" aria-hidden="true">
      <path d="M4 30c10 0 12-16 22-16 6 0 9 4 9 9s-4 9-9 9c-10 0-12-16-22-16M35 23c0 5 4 7 9 7" />
    </svg>
  );
}
