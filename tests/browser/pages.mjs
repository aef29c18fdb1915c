// Pages that the tests of loader and storage open, and what they ask of them.

export const OUTLINE = `
  <h2>Should the market square be closed to cars?</h2>
  <ul>
    <li data-stance="pro" data-id="children">Children could walk to school.
      <ul><li data-stance="con" data-id="avenue">The way to school follows the avenue.</li></ul></li>
    <li data-stance="con" data-id="deliveries">The market's deliveries would have no access.</li>
  </ul>`

export const SCRIPT = '<script async src="/dist/palabre.js"></script>'

/** A whole page. `attributes` are the element's; `script` is the loader's tag. */
export function pageOf(body, { head = '', script = SCRIPT, lang = 'en' } = {}) {
  return `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>Test</title>
<link rel="icon" href="data:,">${head}${script}</head><body>${body}</body></html>`
}

export function debateOf(attributes = 'debate="square"', inner = OUTLINE) {
  return `<palabre-debate ${attributes}>${inner}</palabre-debate>`
}

/** Runs in the page: how the first element that matches came out: `ready`, or the error's code. */
export function outcome(page, selector = 'palabre-debate', within = 15_000) {
  return page.evaluate(
    async (selector, within) => {
      const element = document.querySelector(selector)
      const isRefused = () => !element.ready && element.shadowRoot?.querySelector('[role=alert]')
      if (isRefused()) return 'not loaded'
      await Promise.race([
        customElements.whenDefined(element.localName),
        new Promise(failed => element.addEventListener('palabre-error', failed)),
        new Promise(late => setTimeout(late, within)),
      ])
      if (!element.ready) return isRefused() ? 'not loaded' : 'nothing'
      return Promise.race([
        element.ready.then(
          () => 'ready',
          error => error.code ?? String(error),
        ),
        new Promise(late => setTimeout(late, within, 'late')),
      ])
    },
    selector,
    within,
  )
}

/** Everything that a reader sees in the widget's shadow root. */
export function shown(page, selector = 'palabre-debate') {
  return page.evaluate(selector => document.querySelector(selector).shadowRoot?.textContent ?? '', selector)
}

/** Collects what the page's policy refused and what its scripts threw. */
export async function watchTrouble(page) {
  const errors = []
  page.on('pageerror', error => {
    const message = error.message ?? String(error)
    // Firefox reports here what its policy refused; `refused` has that already.
    if (!message.startsWith('Content-Security-Policy')) errors.push(message)
  })
  await page.evaluateOnNewDocument(() => {
    globalThis.refused = []
    document.addEventListener('securitypolicyviolation', event => {
      globalThis.refused.push(`${event.violatedDirective} ${event.blockedURI}`)
    })
  })
  return errors
}
