import { useCallback, useState, type RefCallback } from 'react';

export type ElementSize = { readonly widthPx: number; readonly heightPx: number };

/** Inner size of the element that the callback is given to, kept up to date; null before it was measured. */
export function useElementSize(): readonly [ElementSize | null, RefCallback<HTMLElement>] {
  const [size, setSize] = useState<ElementSize | null>(null);
  const measure = useCallback((element: HTMLElement | null) => {
    if (element === null) return undefined;
    const read = (): void => {
      const { clientWidth: widthPx, clientHeight: heightPx } = element;
      setSize((before) =>
        before?.widthPx === widthPx && before.heightPx === heightPx ? before : { widthPx, heightPx },
      );
    };
    read();
    const observer = new ResizeObserver(read);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [size, measure];
}
