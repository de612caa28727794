/** The phone's own voice. Voices that would send the text to a server are never used. */
export interface Voice {
  /** Waits a moment for the list of voices; false where none lives on this device. */
  ready(): Promise<boolean>;
  /** Says one short sentence; a newer one replaces it. */
  say(text: string): void;
  hush(): void;
}

export const noVoice: Voice = { ready: () => Promise.resolve(false), say: () => undefined, hush: () => undefined };

/** Some browsers name their voices late, some never. */
const VOICES_MS = 1_500;

function localVoice(voices: readonly SpeechSynthesisVoice[], language: string): SpeechSynthesisVoice | undefined {
  const own = voices.filter(({ localService, lang }) => localService && lang.toLowerCase().startsWith(language));
  return own.find((voice) => voice.default) ?? own[0];
}

/** The voice for a language ("en"). */
export function createVoice(language: string): Voice {
  if (typeof speechSynthesis === "undefined") return noVoice;
  let chosen: SpeechSynthesisVoice | undefined;
  const choose = (): boolean => (chosen ??= localVoice(speechSynthesis.getVoices(), language)) !== undefined;
  return {
    ready: () => new Promise((resolve) => {
      // iPhones speak only after a first word in a tap; an empty one counts.
      speechSynthesis.speak(new SpeechSynthesisUtterance(""));
      if (choose()) { resolve(true); return; }
      const done = (): void => { speechSynthesis.removeEventListener("voiceschanged", done); resolve(choose()); };
      speechSynthesis.addEventListener("voiceschanged", done);
      setTimeout(done, VOICES_MS);
    }),
    say(text) {
      if (!choose() || chosen === undefined) return;
      const sentence = new SpeechSynthesisUtterance(text);
      sentence.voice = chosen;
      sentence.lang = chosen.lang;
      sentence.rate = 0.92;
      speechSynthesis.cancel();
      speechSynthesis.speak(sentence);
    },
    hush: () => { speechSynthesis.cancel(); },
  };
}
