/** Which character of a text is under the pointer. */
export type PointedText = { readonly element: HTMLElement; readonly unit: number };

type CaretDocument = {
  caretPositionFromPoint?: (x: number, y: number) => { offsetNode: Node; offset: number } | null;
  caretRangeFromPoint?: (x: number, y: number) => { startContainer: Node; startOffset: number } | null;
};

function caretAt(x: number, y: number): { node: Node; offset: number } | null {
  const page = document as unknown as CaretDocument;
  const position = page.caretPositionFromPoint?.(x, y);
  if (position) return { node: position.offsetNode, offset: position.offset };
  const range = page.caretRangeFromPoint?.(x, y);
  return range ? { node: range.startContainer, offset: range.startOffset } : null;
}

/** A caret snaps to the nearer side of a character; on its right half that is the side after it. */
function isLeftOf(x: number, node: Node, offset: number): boolean {
  if (offset === 0) return false;
  const range = document.createRange();
  range.setStart(node, offset - 1);
  range.setEnd(node, offset);
  return typeof range.getBoundingClientRect === 'function' && x < range.getBoundingClientRect().right;
}

/** The text element and the unit in it at this place of the window; null where no text is. */
export function pointedUnit({ clientX, clientY }: { clientX: number; clientY: number }): PointedText | null {
  const caret = caretAt(clientX, clientY);
  const element = caret?.node.nodeType === Node.TEXT_NODE ? caret.node.parentElement : null;
  if (!caret || element === null) return null;
  const { node, offset } = caret;
  return { element, unit: isLeftOf(clientX, node, offset) ? offset - 1 : offset };
}

/** Whether the reader has dragged over text to copy it: then a click is the end of that, and selects nothing. */
export const isTextSelected = (): boolean => window.getSelection()?.isCollapsed === false;
