import type { JSX } from 'preact';

/* Drawn on a 20 × 20 grid with a 1.6 stroke, so that they sit well beside text. */
const PATHS = {
  home: 'M3.5 8.7 10 3.3l6.5 5.4v7.1a1 1 0 0 1-1 1H12v-4.6H8v4.6H4.5a1 1 0 0 1-1-1z',
  repeat: 'M4 9V8a3 3 0 0 1 3-3h8.5m-2.5-2.5L15.5 5 13 7.5M16 11v1a3 3 0 0 1-3 3H4.5M7 12.5 4.5 15 7 17.5',
  receipt: 'M5 3h10v14l-2.5-1.6L10 17l-2.5-1.6L5 17zM8 7h4M8 10.5h4',
  card: 'M3 6.5a1.5 1.5 0 0 1 1.5-1.5h11A1.5 1.5 0 0 1 17 6.5v7a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 3 13.5zM3 8.5h14M6 12h2',
  person: 'M10 10a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM4 16.5c.7-2.7 3.1-4 6-4s5.3 1.3 6 4',
  next: 'm8 5 5 5-5 5',
  back: 'm12 5-5 5 5 5',
  check: 'm4.5 10.5 3.5 3.5 7.5-8',
  mail: 'M3 6.5A1.5 1.5 0 0 1 4.5 5h11A1.5 1.5 0 0 1 17 6.5v7a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 3 13.5zm.5 0L10 11l6.5-4.5',
  alert: 'M10 7v3.5m0 2.5v.01M10 3 2.5 16h15z',
  info: 'M10 9v4.5M10 6.5v.01M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15z',
  download: 'M10 3.5v9m-3.5-3.5 3.5 3.5 3.5-3.5M4 16.5h12',
  clock: 'M10 6v4l2.5 2M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15z',
  undo: 'M7 4.5 3.5 8 7 11.5M4 8h8a4 4 0 0 1 0 8H8',
  close: 'm5.5 5.5 9 9m0-9-9 9',
  plus: 'M10 4.5v11M4.5 10h11',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 20 }: { name: IconName; size?: number }): JSX.Element {
  const mirrored = name === 'next' || name === 'back' || name === 'undo';
  return (
    <svg class={mirrored ? 'icon mirrored' : 'icon'} width={size} height={size} viewBox="0 0 20 20" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
