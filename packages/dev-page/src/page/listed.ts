/** Hides what is not to be listed; never what has the focus, which would be lost. */
export function setListed(element: HTMLElement, isListed: boolean): void {
  const hidden = !isListed && !element.contains(document.activeElement);
  if (element.hidden !== hidden) element.hidden = hidden;
}

/** Puts the elements into a list in this order, and moves only those that are out of it. */
export function arrange(list: HTMLElement, elements: readonly HTMLElement[]): void {
  const focused = document.activeElement;
  const kept = new Set<Element>(elements);
  for (const element of [...list.children]) if (!kept.has(element)) element.remove();
  let next = list.firstElementChild;
  for (const element of elements) {
    if (element === next) next = next.nextElementSibling;
    else list.insertBefore(element, next);
  }
  // What was moved has lost the focus.
  if (
    focused instanceof HTMLElement &&
    list.contains(focused) &&
    document.activeElement !== focused
  )
    focused.focus({ preventScroll: true });
}
