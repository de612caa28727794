import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./Icon.tsx";

/** A short word from the app. `live` announces it when it appears; leave it out for text that was there from the start. */
export function Notice({ kind = "note", live = false, children }: { kind?: "note" | "warn" | "danger" | "done"; live?: boolean; children: ComponentChildren }) {
  const icon: IconName = kind === "done" ? "check" : kind === "note" ? "note" : "warn";
  const look = kind === "warn" ? "notice notice-warn" : kind === "danger" ? "notice notice-danger" : "notice";
  return <div class={look} {...(live ? { role: "status" } : {})}><Icon name={icon} /><div class="grow stack stack-tight">{children}</div></div>;
}
