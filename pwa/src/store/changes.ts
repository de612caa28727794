import type { Id } from "../core/records.ts";

export type Subscribe<T> = (listener: (value: T) => void) => () => void;

/** Tells every tab and the worker which records changed. */
export interface Changes {
  heard: Subscribe<Id[]>;
  tell(ids: Id[]): void;
}

export function createChanges(name: string): Changes {
  const listeners = new Set<(ids: Id[]) => void>();
  const channel = new BroadcastChannel(`${name}:changed`);
  const spread = (ids: Id[]): void => {
    for (const listener of listeners) listener(ids);
  };
  channel.onmessage = (event: MessageEvent<Id[]>) => spread(event.data);
  return {
    heard: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    tell: (ids) => {
      spread(ids);
      channel.postMessage(ids);
    },
  };
}
