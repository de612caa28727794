/** Runs before anything is drawn: the look chosen last and, on the very first visit, the welcome that stands in the page. */
import { isNew } from "./ui/known.ts";
import { showLook } from "./ui/look.ts";

showLook();
if (isNew() && location.pathname === "/") document.documentElement.dataset["new"] = "1";
