/** Parts of a page that use the arrow keys themselves. */
const USES_ARROWS =
  'input, textarea, select, [contenteditable], pre, [role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"], [role="radiogroup"]';

interface Pressed {
  target: EventTarget | null;
  defaultPrevented: boolean;
  altKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
}

/** Whether a key was pressed for the page, and not for a field, a menu or the browser. */
export function isForPage(event: Pressed): boolean {
  if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey)
    return false;
  return !(event.target instanceof Element && event.target.closest(USES_ARROWS) !== null);
}
