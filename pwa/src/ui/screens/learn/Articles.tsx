import type { Article, ArticleGroup } from "../../../core/reading.ts";
import { useApp } from "../../app.ts";
import { Icon, type IconName } from "../../parts/Icon.tsx";
import { Top } from "../../parts/Top.tsx";
import { ArticleIcon } from "./ArticleIcon.tsx";
import { Coming, useReading } from "./Coming.tsx";

const GROUPS: readonly ArticleGroup[] = ["basics", "methods", "you"];

/** All articles, the glossary, and the page for a therapist. */
export function Articles() {
  const { words } = useApp();
  const reading = useReading();
  const text = words.learn;
  return (
    <main class="screen stack stack-wide">
      <div>
        <Top title={text.title} back="/routines" />
        <p class="muted">{text.intro}</p>
      </div>
      {reading === undefined ? <Coming /> : GROUPS.map((group) => <Group key={group} title={text.groups[group]} articles={reading.articles.filter((article) => article.group === group)} />)}
      <section class="stack stack-tight" aria-label={text.more}>
        <h2>{text.more}</h2>
        <ul class="list">
          <Way to="/learn/words" icon="book" title={text.words.title} small={text.words.text} />
          <Way to="/learn/for-my-therapist" icon="share" title={text.therapist.title} small={text.therapist.text} />
        </ul>
      </section>
    </main>
  );
}

function Group({ title, articles }: { title: string; articles: readonly Article[] }) {
  const { words, href } = useApp();
  return (
    <section class="stack stack-tight" aria-label={title}>
      <h2>{title}</h2>
      <ul class="list">
        {articles.map((article) => (
          <li key={article.slug}>
            <a class="list-row learn-row" href={href(`/learn/${article.slug}`)}>
              <ArticleIcon path={article.icon} />
              <span class="grow"><strong>{article.title}</strong><span class="small muted">{article.summary} <span class="learn-minutes number">· {words.learn.minutes(article.minutes)}</span></span></span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Way({ to, icon, title, small }: { to: string; icon: IconName; title: string; small: string }) {
  const { href } = useApp();
  return (
    <li>
      <a class="list-row" href={href(to)}>
        <Icon name={icon} />
        <span class="grow"><strong>{title}</strong><span class="small muted">{small}</span></span>
        <Icon name="next" size={1} />
      </a>
    </li>
  );
}
