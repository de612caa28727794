import { among } from "../../among.tsx";
import { Screen as AddPhone } from "./AddPhone.tsx";
import { Screen as Code } from "./Code.tsx";
import { Screen as Devices } from "./Devices.tsx";
import { Screen as Join } from "./Join.tsx";
import { Screen as Pair } from "./Pair.tsx";
import { Screen as Renew } from "./Renew.tsx";
import { Screen as Sync } from "./Sync.tsx";
import { Screen as TurnOn } from "./TurnOn.tsx";

/** Sync and its phones. */
export const Screen = among([
  ["/settings/sync", Sync], ["/settings/sync/on", TurnOn], ["/settings/sync/code", Code], ["/settings/sync/add", AddPhone],
  ["/settings/sync/devices", Devices], ["/settings/sync/renew", Renew], ["/settings/join", Join], ["/pair", Pair],
]);
