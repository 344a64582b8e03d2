const controls =
  'button, summary, [tabindex="0"], vscode-button, vscode-textfield, vscode-single-select, vscode-checkbox';

/**
 * Call before the page is drawn anew, and what it answers afterwards: when the control that has the focus
 * goes, the nearest one that stays gets it.
 */
export function rememberFocus(): () => void {
  const { activeElement: focused, body } = document;
  if (!focused || focused === body) {
    return () => undefined;
  }
  const neighbours = neighboursOf(focused);
  return () => {
    if (!focused.isConnected && document.activeElement === body) {
      neighbours.find(takesFocus)?.focus();
    }
  };
}

/** Those of its own row first, then those of its list, and so on; what follows it before what precedes it. */
function neighboursOf(focused: Element): readonly HTMLElement[] {
  const found = new Set<HTMLElement>();
  for (let around = focused.parentElement; around; around = around.parentElement) {
    const inside = [...around.querySelectorAll<HTMLElement>(controls)];
    const follows = (one: Element): boolean =>
      (focused.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
    const [after, before] = [inside.filter(follows), inside.filter((one) => !follows(one))];
    [...after, ...before.reverse()].forEach((one) => found.add(one));
  }
  found.delete(focused as HTMLElement);
  return [...found];
}

const takesFocus = (element: HTMLElement): boolean =>
  element.isConnected &&
  element.checkVisibility() &&
  !element.matches('[disabled]') &&
  element.closest('[inert]') === null;
