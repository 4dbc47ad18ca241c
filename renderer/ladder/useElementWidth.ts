import { useCallback, useSyncExternalStore } from 'react';

/** Width of an element's inside in CSS pixels, kept up to date; 0 before there is an element. */
export function useElementWidth(element: HTMLElement | null): number {
  const subscribe = useCallback(
    (changed: () => void) => {
      if (!element) return () => undefined;
      const observer = new ResizeObserver(changed);
      observer.observe(element);
      return () => observer.disconnect();
    },
    [element],
  );
  return useSyncExternalStore(subscribe, () => element?.clientWidth ?? 0);
}
