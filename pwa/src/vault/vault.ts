import { deriveId, type Ring } from "./ring.ts";
import { seal, unseal, type Place, type Sealed } from "./seal.ts";
import type { Bytes } from "./bytes.ts";

/** What sealing and opening need of an account's keys. The simulation brings a cheaper one. */
export interface Vault {
  readonly account: string;
  seal(place: Place, content: Sealed): Promise<Bytes>;
  /** @throws Unreadable */
  open(place: Place, blob: Bytes): Promise<Sealed>;
  derive(name: string): Promise<string>;
}

export function createVault(ring: Ring): Vault {
  return {
    account: ring.account,
    seal: (place, content) => seal(ring, place, content),
    open: (place, blob) => unseal(ring, place, blob),
    derive: (name) => deriveId(ring.idkey, name),
  };
}
