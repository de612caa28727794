import { useApp } from "../app.ts";
import { Icon } from "./Icon.tsx";

/** The way to the articles, as a line of a list. */
export function LearnRow() {
  const { href, words } = useApp();
  return (
    <li>
      <a class="list-row" href={href("/learn")}>
        <Icon name="book" />
        <span class="grow"><strong>{words.learn.title}</strong><span class="small muted">{words.learn.linkText}</span></span>
        <Icon name="next" size={1} />
      </a>
    </li>
  );
}
