/** Strokes on a 24x24 grid, drawn for Unknot. Each name is one path. */
const PATHS = {
  today: "M12 7.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9ZM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4",
  routines: "M2 15.500c5 0 6-8 11-8 3 0 4.500 2 4.500 4.500s-1.500 4.500-4.500 4.500c-5 0-6-8-11-8M17.500 12c0 2.500 2 3.500 4.500 3.500",
  diary: "M6 3.5h11a2 2 0 0 1 2 2v13a2 2 0 0 1-2 2H6a1.5 1.5 0 0 1-1.5-1.5V5A1.5 1.5 0 0 1 6 3.5ZM8 3.5v17M11.5 8.5h4.5M11.5 12h4.5",
  insights: "M4 20.5h16M6.5 16.5v-4M12 16.5v-10M17.5 16.5v-7",
  settings: "M4 7h9M17.5 7H20M4 17h2.5M11 17h9M15.2 4.8a2.2 2.2 0 1 1 0 4.4 2.2 2.2 0 0 1 0-4.4ZM8.8 14.8a2.2 2.2 0 1 1 0 4.4 2.2 2.2 0 0 1 0-4.4Z",
  back: "M14.5 5.5 8 12l6.5 6.5",
  next: "M9.5 5.5 16 12l-6.5 6.5",
  up: "M5.5 14.5 12 8l6.5 6.5",
  down: "M5.5 9.5 12 16l6.5-6.5",
  close: "M6 6l12 12M18 6 6 18",
  check: "M5 12.5l4.5 4.5L19 7.5",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  play: "M8 5.5v13l10.5-6.5L8 5.5Z",
  pause: "M9 5.5v13M15 5.5v13",
  lock: "M6.5 10.5h11v9h-11v-9ZM9 10.5V8a3 3 0 0 1 6 0v2.5",
  undo: "M9 14 4.5 9.5 9 5M5 9.5h9a5 5 0 0 1 0 10h-3",
  trash: "M5 7h14M9.5 7V4.5h5V7M7 7l.8 12.5h8.4L17 7M10.3 10.5v5.5M13.7 10.5v5.5",
  bell: "M6 16.5c1.2-1.4 1.5-3 1.5-6a4.5 4.5 0 0 1 9 0c0 3 .3 4.6 1.5 6H6ZM10 19.5a2.2 2.2 0 0 0 4 0",
  phone: "M8.5 2.5h7a2 2 0 0 1 2 2v15a2 2 0 0 1-2 2h-7a2 2 0 0 1-2-2v-15a2 2 0 0 1 2-2ZM11 18.5h2",
  cloud: "M7.5 18.5a4 4 0 0 1-.4-8 5.2 5.2 0 0 1 10-.7 4.4 4.4 0 0 1-.6 8.7h-9Z",
  shield: "M12 3.5l7 2.5v5.5c0 4.3-2.9 7.2-7 9-4.1-1.8-7-4.7-7-9V6l7-2.5Z",
  warn: "M12 4 2.8 19.5h18.4L12 4ZM12 10v4.5M12 17v.3",
  note: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM12 11v5M12 7.8v.3",
  book: "M4 5.500c3-1 6-.500 8 1.500 2-2 5-2.500 8-1.500v13c-3-1-6-.500-8 1.500-2-2-5-2.500-8-1.500v-13ZM12 7v13",
  share: "M12 14.5v-11M8.3 7 12 3.3 15.7 7M7.5 10.5H6v10h12v-10h-1.5",
  pencil: "M4.5 19.5l1-4L16 5l3 3L8.5 18.5l-4 1ZM13.8 7.2l3 3",
  moon: "M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10Z",
  sound: "M4.5 9.5v5h3.5l4.5 4v-13L8 9.5H4.5ZM16 9a4.2 4.2 0 0 1 0 6M18.5 6.5a7.8 7.8 0 0 1 0 11",
} as const;

export type IconName = keyof typeof PATHS;

/** A picture beside words. It says nothing to a screen reader: the words do. `size` in rem. */
export function Icon({ name, size = 1.35 }: { name: IconName; size?: number }) {
  return (
    <svg viewBox="0 0 24 24" width={`${size}rem`} height={`${size}rem`} fill="none" stroke="currentColor" stroke-width="1.8"
      stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
