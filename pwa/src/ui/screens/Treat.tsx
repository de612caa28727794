import { among } from "../among.tsx";
import { Screen as Card } from "./Card.tsx";
import { Screen as Emergency } from "./Emergency.tsx";
import { Screen as Find } from "./find/Find.tsx";
import { Screen as MicroScreen } from "./MicroScreen.tsx";
import { Screen as Own } from "./own/Own.tsx";
import { Screen as Routine } from "./Routine.tsx";
import { Screen as Routines } from "./Routines.tsx";
import { Screen as Screening } from "./Screening.tsx";
import { Screen as Show } from "./Show.tsx";

/** All from "it hurts here" to the start of a routine, with the check and the way to help. */
export const Screen = among([
  ["/routines", Routines], ["/routines/open", Own], ["/routines/:slug", Routine], ["/routines/:slug/start", MicroScreen], ["/routines/:slug/show", Show],
  ["/routines/:slug/edit", Own], ["/routines/:slug/share", Own], ["/find", Find], ["/find/result", Find],
  ["/muscles/:slug", Card], ["/points/:slug", Card], ["/screening", Screening], ["/emergency", Emergency],
]);
