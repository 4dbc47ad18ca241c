import { useEffect, useMemo, useRef, useState } from 'react';

const REST_MS = 350;

export type Hovered = { readonly row: number; readonly x: number; readonly y: number };

export type Hover = {
  readonly hovered: Hovered | null;
  /** The pointer is over a row, here on the screen. */
  readonly over: (row: number, point: { readonly clientX: number; readonly clientY: number }) => void;
  readonly leave: () => void;
};

/** Tells which row the pointer rests on; nothing while it moves from row to row or the ladder scrolls. */
export function useHover(): Hover {
  const [hovered, setHovered] = useState<Hovered | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const actions = useMemo(() => {
    const leave = (): void => {
      clearTimeout(timer.current);
      setHovered(null);
    };
    const over: Hover['over'] = (row, { clientX, clientY }) => {
      leave();
      timer.current = setTimeout(() => setHovered({ row, x: clientX, y: clientY }), REST_MS);
    };
    return { over, leave };
  }, []);
  return { hovered, ...actions };
}
