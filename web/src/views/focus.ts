// Focus never gets lost: every act says where it goes next.

/** Runs after Preact has drawn what the last signals changed. */
export function afterDrawing(work: () => void): void {
  setTimeout(work, 0)
}

/** Focuses the heading of a claim (or any element by id) and brings it into sight. */
export function focusById(root: ShadowRoot, id: string): boolean {
  const element = root.getElementById(id)
  if (!(element instanceof HTMLElement)) return false
  focusElement(element)
  return true
}

/**
 * Once what held the focus is gone, gives it to the first of these that is there; not where the reader has gone on
 * meanwhile, in the widget or in the page.
 */
export function giveBack(root: ShadowRoot, ...ids: string[]): void {
  afterDrawing(() => {
    if ((document.activeElement ?? document.body) === document.body) ids.some(id => focusById(root, id))
  })
}

export function focusElement(element: HTMLElement): void {
  if (element.tabIndex < 0 && !element.hasAttribute('tabindex')) element.setAttribute('tabindex', '-1')
  element.focus({ preventScroll: true })
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches
  const box = element.getBoundingClientRect()
  if (box.top < 0 || box.bottom > innerHeight) {
    element.scrollIntoView({
      block: box.height > innerHeight / 2 ? 'start' : 'center',
      behavior: still ? 'auto' : 'smooth',
    })
  }
}

export function headingId(claim: string): string {
  return `h-${claim}`
}

/** An id for a field of a claim's form; label and field stand in the same shadow root. */
export function fieldId(claim: string, field: string): string {
  return `${field}:${claim}`
}
