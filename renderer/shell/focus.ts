/** Moves the keyboard from a list into the panes below it, as far as they take it. */
export function focusLowerPanes(): void {
  const pane = document.querySelector<HTMLElement>('.pane');
  const place = pane?.querySelector<HTMLElement>('[tabindex="0"]:not([role=tab]), button:not([tabindex="-1"])');
  (place ?? pane)?.focus();
}

/** Back from the panes to the list above them. */
export function focusList(): void {
  document.querySelector<HTMLElement>('[data-list]')?.focus();
}
