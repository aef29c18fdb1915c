// The loader: finds the elements, waits until one nears the viewport, fetches the bundle by its
// published hash. A classic script, so that it works from any host and knows its own tag.
/* global PALABRE_VERSION, PALABRE_BUNDLE, PALABRE_INTEGRITY */
;(() => {
  'use strict'
  const TAGS = 'palabre-debate,palabre-question,palabre-count,palabre-tally'
  const tag = document.currentScript
  const source = (tag && tag.src) || document.baseURI
  const nonce = (tag && tag.nonce) || ''
  const french = element => /^fr\b/i.test((element.closest('[lang]') || { lang: navigator.language }).lang)

  const insert = () => {
    if (!tag || tag.dataset.debate === undefined) return
    const element = document.createElement('palabre-debate')
    for (const { name, value } of [...tag.attributes]) {
      if (name.startsWith('data-')) element.setAttribute(name.slice(5), value)
    }
    if (tag.parentNode && tag.parentNode !== document.head) tag.after(element)
    else if (document.body) document.body.append(element)
    else addEventListener('DOMContentLoaded', () => document.body.append(element))
  }

  // Another tag of the same page was here first, perhaps of another version: it serves all elements.
  const first = window.Palabre
  if (first && first.versions) {
    if (!first.versions.includes(PALABRE_VERSION)) first.versions.push(PALABRE_VERSION)
    insert()
    return
  }

  const clicked = []
  let loading = null
  // Firefox asks no more for a script that failed once, but takes the same file by another address.
  let anew = ''

  const fetched = async () => {
    const address = new URL(PALABRE_BUNDLE, source).href + anew
    const link = document.createElement('link')
    if (!link.relList || !link.relList.supports('modulepreload')) {
      await fetch(address, { integrity: PALABRE_INTEGRITY, credentials: 'omit' })
    } else {
      await new Promise((resolve, reject) => {
        link.rel = 'modulepreload'
        link.integrity = PALABRE_INTEGRITY
        link.crossOrigin = 'anonymous'
        if (nonce) link.nonce = nonce
        link.onload = resolve
        link.onerror = reject
        link.href = address
        document.head.append(link)
      }).finally(() => link.remove())
    }
    const bundle = await import(address)
    watcher.disconnect()
    if (sight) sight.disconnect()
    bundle.start({ palabre, nonce, clicked, source })
    return bundle
  }

  const load = () => {
    if (!loading) {
      loading = fetched().catch(error => {
        loading = null
        anew += '#'
        say(String((error && error.message) || 'not fetched, or not the published file'))
        throw error
      })
    }
    return loading
  }

  const shadow = element => {
    const root = element.shadowRoot || element.attachShadow({ mode: 'open' })
    if (!root.firstChild) root.append(document.createElement('slot'))
    return root
  }

  const say = why => {
    for (const element of document.querySelectorAll(TAGS)) {
      if (!element.matches('palabre-debate') || element.matches(':defined')) continue
      const root = shadow(element)
      const alert = root.querySelector('p') || document.createElement('p')
      alert.setAttribute('role', 'alert')
      alert.setAttribute('part', 'error')
      root.prepend(alert)
      alert.textContent =
        (french(element)
          ? 'Le débat n\u2019a pas pu être chargé\u00a0: un fichier n\u2019est pas arrivé, ou n\u2019est pas celui qui a été publié. '
          : 'The debate could not be loaded: a file did not arrive, or is not the one that was published. ') +
        `(${why})`
      element.dispatchEvent(
        new CustomEvent('palabre-error', { bubbles: true, composed: true, detail: { code: 'bundle', hint: why } }),
      )
    }
  }

  // Without the newest of what the bundle needs, the outline is what there is.
  const able =
    'adoptedStyleSheets' in document && 'attachShadow' in document.documentElement && !!window.customElements

  const seen = new WeakSet()
  const sight =
    able &&
    new IntersectionObserver(
      entries => {
        // Tried again when one comes near again: an observer that is asked anew tells at once what is there.
        if (entries.some(entry => entry.isIntersecting)) load().catch(() => {})
      },
      { rootMargin: '800px' },
    )

  const offer = element => {
    const button = document.createElement('button')
    button.type = 'button'
    button.setAttribute('part', 'start')
    button.textContent = french(element) ? 'Ouvrir le débat' : 'Open the debate'
    button.onclick = () => {
      clicked.push(element)
      load().catch(() => {})
    }
    shadow(element).append(button)
  }

  const meet = element => {
    if (seen.has(element)) return
    seen.add(element)
    const how = element.getAttribute('loading')
    if (how === 'eager') load().catch(() => {})
    else if (how === 'click') offer(element)
    else sight.observe(element)
  }

  const look = root => {
    if (root.nodeType !== 1 && root.nodeType !== 9) return
    if (root.nodeType === 1 && root.matches(TAGS)) meet(root)
    root.querySelectorAll(TAGS).forEach(meet)
  }

  const watcher = new MutationObserver(records => {
    for (const { addedNodes } of records) addedNodes.forEach(look)
  })

  const palabre = {
    version: PALABRE_VERSION,
    /** Every version whose loader ran in this page; the first one serves. */
    versions: [PALABRE_VERSION],
    /** Fetches the bundle now. */
    load,
    /** What the page's Content-Security-Policy must let through, line by line. */
    csp() {
      // What is no address has no origin here, where URL would throw.
      const named = href => {
        const { origin } = Object.assign(document.createElement('a'), { href })
        return !origin || origin === location.origin || origin === 'null' ? "'self'" : origin
      }
      const host = named(source)
      const others = name =>
        [...document.querySelectorAll(TAGS)].flatMap(one =>
          one.hasAttribute(name) ? named(one.getAttribute(name)) : [],
        )
      const hubs = others('hub').flatMap(hub => [hub.replace(/^ws/, 'http'), hub.replace(/^http/, 'ws')])
      const all = new Set([host, ...others('src'), ...others('token-url'), ...hubs])
      return `script-src ${host} 'wasm-unsafe-eval';\nconnect-src ${[...all].join(' ')};`
    },
    /** Says in plain words what may be wrong with the widget in this page. */
    async doctor() {
      try {
        return await (await load()).doctor()
      } catch (error) {
        return {
          ok: false,
          findings: [
            {
              level: 'bad',
              about: 'loading',
              says: `The bundle ${PALABRE_BUNDLE} did not load (${error && error.message}). Is it beside palabre.js, unchanged, and does the policy allow it? It needs: ${palabre.csp()}`,
            },
          ],
        }
      }
    },
  }
  window.Palabre = palabre

  insert()
  if (!able) return
  look(document)
  watcher.observe(document, { childList: true, subtree: true })
})()
