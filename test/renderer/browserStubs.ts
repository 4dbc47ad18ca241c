import { configure } from '@testing-library/react';
import { vi } from 'vitest';

/** What jsdom lacks or does not measure: every element is 1000 × 622 px, so that a list shows 25 rows. */
export function installBrowserStubs(): void {
  // A busy machine is no failure.
  configure({ asyncUtilTimeout: 10_000 });
  vi.setConfig({ testTimeout: 30_000 });
  const size = { offsetWidth: 1000, offsetHeight: 622, clientHeight: 622, clientWidth: 1000 };
  for (const [name, value] of Object.entries(size)) {
    Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => value });
  }
  Object.defineProperty(HTMLElement.prototype, 'scrollHeight', {
    configurable: true,
    get(this: HTMLElement): number {
      const rows = this.querySelector<HTMLElement>('.rows, .ladderbody');
      return rows ? 22 + Number.parseFloat(rows.style.height) : 622;
    },
  });
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe(): void {
        // sizes never change here
      }
      unobserve(): void {
        // see observe
      }
      disconnect(): void {
        // see observe
      }
    },
  );
  vi.stubGlobal('matchMedia', () => ({
    matches: false,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
  HTMLElement.prototype.scrollIntoView = () => undefined;
  HTMLElement.prototype.hasPointerCapture = () => false;
  // jsdom does not scroll: the position is kept and told, as a browser would.
  HTMLElement.prototype.scrollTo = function scrollTo(this: HTMLElement, options?: ScrollToOptions | number): void {
    if (typeof options !== 'object') return;
    this.scrollTop = options.top ?? this.scrollTop;
    this.dispatchEvent(new Event('scroll'));
  };
}
