// What an element looks at outside itself: the theme and language of the page around it.

type Listener = () => void
const listeners = new Set<Listener>()
let watching = false

/** Calls back when attributes of <html> or <body>, or the reader's colour scheme, change. */
export function watchSurroundings(listener: Listener): () => void {
  listeners.add(listener)
  if (!watching) watch()
  return () => {
    listeners.delete(listener)
  }
}

function watch(): void {
  watching = true
  const tell = (): void => {
    for (const listener of listeners) listener()
  }
  const observer = new MutationObserver(tell)
  observer.observe(document.documentElement, { attributes: true })
  const watchBody = (): void => {
    if (document.body) observer.observe(document.body, { attributes: true })
  }
  watchBody()
  // Routers replace <body>.
  new MutationObserver(() => {
    watchBody()
    tell()
  }).observe(document.documentElement, { childList: true })
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', tell)
}

/**
 * Resolves once the element's end tag has been read: before that, children may still be coming.
 * The sign is anything after it in the document, or the end of the document.
 */
export function parsed(element: Element): Promise<void> {
  if (isParsed(element)) return Promise.resolve()
  return new Promise(resolve => {
    const observer = new MutationObserver(() => look())
    const look = (): void => {
      if (!isParsed(element)) return
      observer.disconnect()
      document.removeEventListener('readystatechange', look)
      resolve()
    }
    observer.observe(document, { childList: true, subtree: true })
    document.addEventListener('readystatechange', look)
  })
}

function isParsed(element: Element): boolean {
  if (document.readyState !== 'loading') return true
  for (let at: Node | null = element; at; at = at.parentNode) if (at.nextSibling) return true
  return false
}

/** Resolves when the element nears the viewport, well before it is seen. */
export function near(element: Element, margin = '600px'): Promise<void> {
  return new Promise(resolve => {
    const observer = new IntersectionObserver(
      entries => {
        if (!entries.some(entry => entry.isIntersecting)) return
        observer.disconnect()
        resolve()
      },
      { rootMargin: margin },
    )
    observer.observe(element)
  })
}

/** Runs `work` when the page has nothing else to do, or soon. */
export function atRest(work: () => void): void {
  // Safari has no idle callbacks.
  if ('requestIdleCallback' in window) requestIdleCallback(work, { timeout: 2000 })
  else setTimeout(work, 200)
}
