/** Where menus, popovers and tips are drawn: over the window, yet in a landmark, where screen readers look for them. */
export const overlayRoot = (): HTMLElement => document.getElementById('overlays') ?? document.body;
