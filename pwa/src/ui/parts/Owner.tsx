import { useApp } from "../app.ts";
import { Icon } from "./Icon.tsx";

/** "I own a pointer": then its routine, with what is left to do, and why it is for shoulder and blade only. */
export function Owner() {
  const { settings, shell, words, href } = useApp();
  const text = words.safety.owner;
  const owns = settings.current.value.owns_pointer === true;
  return (
    <section class="stack stack-tight" aria-label={text.title}>
      <label class="choice">
        <input type="checkbox" checked={owns} onChange={(event) => void shell.attempt(() => settings.change({ owns_pointer: event.currentTarget.checked }))} />
        {text.title}
      </label>
      {owns && (
        <ul class="list">
          {([["/routines/pointer", text.routine, text.routineText], ["/learn/pressing-with-a-tool", text.read, text.readText]] as const).map(([to, title, small]) => (
            <li key={to}>
              <a class="list-row" href={href(to)}>
                <span class="grow"><strong>{title}</strong><span class="small muted">{small}</span></span>
                <Icon name="next" size={1} />
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
