import type { StoreApi } from 'zustand/vanilla';
import type { Selection, ViewName } from '../store/selection';

/** Moves the keyboard from a list into the panes below it, as far as they take it. */
export function focusLowerPanes(): void {
  const pane = document.querySelector<HTMLElement>('.pane');
  const place =
    pane?.querySelector<HTMLElement>('[data-firstfocus]') ??
    pane?.querySelector<HTMLElement>('[tabindex="0"]:not([role=tab]), button:not([tabindex="-1"])');
  (place ?? pane)?.focus();
}

/** What a pane shows may have to be read first; after so many frames its header takes the keyboard. */
const MOST_FRAMES = 30;

function enterLowerPanes(frames: number): void {
  if (document.activeElement !== document.body) return;
  const isDrawn = document.querySelector('.pane')?.querySelector('[data-firstfocus]') ?? null;
  if (isDrawn !== null || frames === 0) focusLowerPanes();
  else requestAnimationFrame(() => enterLowerPanes(frames - 1));
}

/** Shows another pane: the keyboard follows where it was in the one that goes. */
export function changePane(change: () => void): void {
  const wasInside = document.activeElement?.closest('.lower') ?? null;
  change();
  if (wasInside !== null) requestAnimationFrame(() => enterLowerPanes(MOST_FRAMES));
}

/** Moves the keyboard to what will have been drawn by then. */
export function focusSoon(place: string): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>(place)?.focus());
}

/** Shows a view with the keyboard in its list. */
export function showView(selection: StoreApi<Selection>, view: ViewName): void {
  selection.setState({ view });
  requestAnimationFrame(() => {
    // Once the new list has been drawn; quick hands may be in its search already.
    if (!document.activeElement?.matches('[data-search]')) focusList();
  });
}

/** Back from the panes to the list above them. */
export function focusList(): void {
  document.querySelector<HTMLElement>('[data-list]')?.focus();
}

export function focusSearch(): void {
  const field = document.querySelector<HTMLInputElement>('[data-search]');
  field?.focus();
  field?.select();
}
