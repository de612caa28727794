import { useParam } from "../../param.ts";
import { ArticlePage } from "./Article.tsx";
import { Articles } from "./Articles.tsx";
import { Therapist } from "./Therapist.tsx";
import { Words } from "./Words.tsx";

/** All that is read, in one file: four small ones would weigh a fifth more. */
export function Screen() {
  switch (useParam("/learn/:slug", "slug")) {
    case "": return <Articles />;
    case "words": return <Words />;
    case "for-my-therapist": return <Therapist />;
    default: return <ArticlePage />;
  }
}
