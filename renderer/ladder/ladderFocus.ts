/** Moves the keyboard from the ladder into the message pane beside it. */
export function focusMessagePane(ladder: HTMLElement): void {
  const panes = ladder.closest('.lower')?.querySelectorAll<HTMLElement>('.pane') ?? [];
  const pane = [...panes].find((other) => !other.contains(ladder));
  if (!pane) return;
  const place =
    pane.querySelector<HTMLElement>('[tabindex="0"]:not([role=tab])') ??
    pane.querySelector<HTMLElement>('button:not([tabindex="-1"])');
  if (!place) pane.tabIndex = -1; // nothing in it takes the keyboard: the pane itself does
  (place ?? pane).focus();
}
