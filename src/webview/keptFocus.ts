/**
 * Gives the focus back to what had it when the page gets the keys again. Browsers take it from a frame's
 * control when another frame gets the keys, as that of a picker does that the page has opened.
 */
export function keepFocusMeanwhile(): void {
  let left: HTMLElement | undefined;
  document.addEventListener('focusout', (event) => {
    // The control inside a component: the component itself would select all of its text.
    const [target] = event.composedPath();
    left = target instanceof HTMLElement ? target : undefined;
    setTimeout(() => {
      if (document.hasFocus()) {
        // It has gone within the page, where the person wants it.
        left = undefined;
      }
    });
  });
  window.addEventListener('focus', () => {
    if (left?.isConnected === true && document.activeElement === document.body) {
      left.focus({ preventScroll: true });
    }
    left = undefined;
  });
}
