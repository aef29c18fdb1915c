// One debate alone in an iframe, for sites that allow nothing else:
//
//   frame.html?debate=NAME&title=WHAT+IT+IS+ABOUT&lang=fr
//
// The address gives the element's attributes; the page around is told how high the debate is.
;(() => {
  'use strict'
  /** What an address may set: nothing that runs, styles, or leads to another host. */
  const ATTRIBUTES = (
    'debate site owner src hub lang dir theme view sort depth page-size weighing write opens closes results quorum ' +
    'majority eligible heading-level label density without storage engine rules'
  ).split(' ')
  /** Of the frame's own host alone: of another one this would show what it never saw, or tell it what is said here. */
  const OWN = ['src', 'hub']
  const TITLE_MOST = 300
  const given = new URLSearchParams(location.search)

  const originOf = (address, base) => {
    try {
      const { origin, protocol } = new URL(address, base)
      return /^https?:$/.test(protocol) ? origin : null
    } catch {
      return null
    }
  }

  const element = document.createElement('palabre-debate')
  element.setAttribute('heading-level', '1')
  for (const name of ATTRIBUTES) {
    const value = given.get(name)
    if (value !== null && (!OWN.includes(name) || originOf(value, document.baseURI) === location.origin))
      element.setAttribute(name, value)
  }
  element.setAttribute('loading', 'eager')
  const title = (given.get('title') || '').slice(0, TITLE_MOST)
  if (title) {
    const heading = document.createElement('h1')
    heading.textContent = title
    element.append(heading)
    document.title = title
  }
  if (given.get('lang')) document.documentElement.lang = given.get('lang')
  Object.assign(document.body.style, { margin: '0', font: '1rem/1.5 system-ui, sans-serif' })
  // Nothing stands below that would jump: the debate need not keep to the height of its title.
  Object.assign(element.style, { display: 'block', blockSize: '0' })
  for (const end of ['palabre-ready', 'palabre-error'])
    element.addEventListener(end, () => element.removeAttribute('style'), { once: true })
  document.querySelector('main').append(element)

  if (parent === window) return
  // Told to one origin alone: the one that the address names, else the one that opened this page.
  const host = originOf(given.get('host') || document.referrer)
  if (!host) return
  let told = 0
  new ResizeObserver(() => {
    const height = Math.ceil(document.body.getBoundingClientRect().height)
    if (height === told) return
    told = height
    parent.postMessage({ palabre: 'height', debate: given.get('debate'), height }, host)
  }).observe(document.body)
})()
