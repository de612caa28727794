/** The picture of an article, on a soft tile. It says nothing to a screen reader: the title does. */
export function ArticleIcon({ path }: { path: string }) {
  return (
    <span class="learn-icon">
      <svg viewBox="0 0 24 24" width="1.7rem" height="1.7rem" aria-hidden="true" focusable="false"><path d={path} /></svg>
    </span>
  );
}
