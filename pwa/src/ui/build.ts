/** The name of this build. It stands in the page, not in a script, so that an unchanged script keeps its name and its place in the cache. */
export const BUILD = document.documentElement.dataset["build"] ?? "";
