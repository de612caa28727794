import { text, utf8 } from "../../../pwa/src/vault/bytes.ts";
import { Unreadable } from "../../../pwa/src/vault/seal.ts";
import type { Vault } from "../../../pwa/src/vault/vault.ts";

/** Makes an id of a name, alike for one key everywhere. Not a hash to rely on outside of the simulation. */
export function derived(key: string, name: string): string {
  let state = 2166136261;
  const mixed = `${key}|${name}`;
  let id = "";
  while (id.length < 21) {
    for (let at = 0; at < mixed.length; at++) state = Math.imul(state ^ mixed.charCodeAt(at), 16777619);
    id += (state >>> 0).toString(36);
  }
  // The last of 22 symbols of 16 bytes holds two bits only.
  return `${id.slice(0, 21)}A`;
}

/** Seals by writing the place beside the content, in clear: cheap, and as strict as the real one about places. */
export function clearVault(account: string, kid: () => number): Vault {
  const label = (place: { id: string; mid: string; dead: boolean }): string => `${place.id}|${place.mid}|${place.dead}`;
  return {
    account,
    seal: (place, content) => Promise.resolve(utf8(JSON.stringify([kid(), label(place), content]))),
    open: (place, blob) => {
      const [sealedWith, sealedFor, content] = JSON.parse(text(blob)) as [number, string, { a: string[]; d: never }];
      if (sealedWith > kid()) return Promise.reject(new Unreadable("key"));
      if (sealedFor !== label(place)) return Promise.reject(new Unreadable("broken"));
      return Promise.resolve(content);
    },
    derive: (name) => Promise.resolve(derived(account, name)),
  };
}
