import { articleAfter, worksOf, type Article, type Passage, type Reading } from "../../../core/reading.ts";
import { useApp } from "../../app.ts";
import { Icon } from "../../parts/Icon.tsx";
import { Notice } from "../../parts/Notice.tsx";
import { Top } from "../../parts/Top.tsx";
import { useParam } from "../../param.ts";
import { ArticleIcon } from "./ArticleIcon.tsx";
import { Coming, useReading } from "./Coming.tsx";
import { Founded, Works } from "./Founded.tsx";
import { Prose } from "./Prose.tsx";

/** One article: its sections, under each passage what it rests on, its sources, and what to read next. */
export function ArticlePage() {
  const { words } = useApp();
  const slug = useParam("/learn/:slug", "slug");
  const reading = useReading();
  const article = reading?.articles.find((each) => each.slug === slug);
  if (reading === undefined || article === undefined) {
    return <main class="screen stack"><Top title={words.learn.title} back="/learn" />{reading === undefined ? <Coming /> : <Notice>{words.learn.unknown}</Notice>}</main>;
  }
  return <Page article={article} reading={reading} />;
}

function Page({ article, reading }: { article: Article; reading: Reading }) {
  const { words, href } = useApp();
  const text = words.learn;
  const next = articleAfter(reading.articles, article.slug);
  return (
    <main class="screen stack stack-wide prose">
      <div class="stack stack-tight">
        <Top title={article.title} back="/learn" />
        <p class="lead muted">{article.summary}</p>
        <p class="row"><ArticleIcon path={article.icon} /><span class="chip number">{text.minutesLong(article.minutes)}</span></p>
      </div>
      {article.sections.map(({ title, passages }) => (
        <section key={title} class="stack" {...(title === null ? {} : { "aria-label": title })}>
          {title !== null && <h2>{title}</h2>}
          {passages.map((passage, index) => <Part key={index} passage={passage} article={article} reading={reading} />)}
        </section>
      ))}
      <details class="card">
        <summary>{text.sources}</summary>
        <div class="small"><Works works={worksOf(reading, article.sources)} /></div>
      </details>
      {next
        ? <a class="card learn-next" href={href(`/learn/${next.slug}`)}><span class="grow"><span class="small muted">{text.next}</span><strong>{next.title}</strong></span><Icon name="next" size={1} /></a>
        : <a class="btn btn-block" href={href("/learn")}>{text.all}</a>}
    </main>
  );
}

function Part({ passage: { blocks, label, sources = [] }, article, reading }: { passage: Passage; article: Article; reading: Reading }) {
  const keys = sources.flatMap((number) => article.sources[number - 1] ?? []);
  const found = label === undefined ? undefined : reading.labels[label];
  return (
    <div class="stack passage">
      {blocks.map((block, index) => <Prose key={index} block={block} words={reading.words} />)}
      {found && <Founded label={found} works={worksOf(reading, keys)} />}
    </div>
  );
}
