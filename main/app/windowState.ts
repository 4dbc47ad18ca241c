import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Where the window was, in the system's points. */
export type WindowState = {
  readonly x: number | null;
  readonly y: number | null;
  readonly width: number;
  readonly height: number;
  readonly maximized: boolean;
};

export const FIRST_WINDOW_STATE: WindowState = { x: null, y: null, width: 1440, height: 900, maximized: false };

export const LEAST_WIDTH = 800;
export const LEAST_HEIGHT = 500;

const whole = (value: unknown): number | null =>
  typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 100_000 ? value : null;

/** What was kept at the last close; the first state when there is nothing, or nothing sensible. */
export function readWindowState(path: string): WindowState {
  try {
    const kept: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof kept !== 'object' || kept === null) return FIRST_WINDOW_STATE;
    const { x, y, width, height, maximized } = kept as Record<keyof WindowState, unknown>;
    return {
      x: whole(x),
      y: whole(y),
      width: Math.max(LEAST_WIDTH, whole(width) ?? FIRST_WINDOW_STATE.width),
      height: Math.max(LEAST_HEIGHT, whole(height) ?? FIRST_WINDOW_STATE.height),
      maximized: maximized === true,
    };
  } catch {
    return FIRST_WINDOW_STATE;
  }
}

/** Written beside and renamed, so that a crash leaves the old one. A full disk must not keep the window from closing. */
export function keepWindowState(path: string, state: WindowState): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.new`, JSON.stringify(state));
    renameSync(`${path}.new`, path);
  } catch {
    return;
  }
}

type Area = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** Drops a position that no screen shows any more, as after unplugging one. */
export function onSomeScreen(state: WindowState, areas: readonly Area[]): WindowState {
  const { x, y, width } = state;
  if (x === null || y === null) return { ...state, x: null, y: null };
  const visible = areas.some(
    (area) =>
      x + width > area.x + 50 && x < area.x + area.width - 50 && y >= area.y - 10 && y < area.y + area.height - 50,
  );
  return visible ? state : { ...state, x: null, y: null };
}
