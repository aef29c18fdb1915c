// Which debate an element is about: `site/name` (docs/entry.md, section 1).
import { Trouble } from './trouble'

const SITE = /^[a-z0-9.-]{1,64}$/
const NAME = /^[a-z0-9-]{1,64}$/
/** Parameters that say how a reader came, not what the page is. */
const TRACKING =
  /^(utm_.*|fbclid|gclid|gbraid|wbraid|dclid|msclkid|mc_cid|mc_eid|igshid|yclid|twclid|ttclid|li_fat_id|mkt_tok|vero_id|_hsenc|_hsmi|_ga|_gl|pk_.*|mtm_.*|matomo_.*|piwik_.*|at_.*|xtor|ref|ref_src|referrer|source)$/i

/** Where the name came from, for `doctor()`. */
export type NameSource = 'attribute' | 'meta' | 'canonical' | 'path'

export interface PageIdentity {
  debate: string
  site: string
  name: string
  from: NameSource
}

export type Digest = (text: string) => Promise<Uint8Array>

export async function identityOfPage(element: Element, digest: Digest): Promise<PageIdentity> {
  const site = siteOf(element.getAttribute('site'), location)
  const given = element.getAttribute('debate')?.trim()
  if (given) return named(site, given, 'attribute')
  const meta = document.querySelector('meta[name="palabre:debate"]')?.getAttribute('content')?.trim()
  if (meta) return named(site, meta, 'meta')
  const canonical = document.querySelector('link[rel~="canonical"][href]')?.getAttribute('href')
  const address = canonical ? new URL(canonical, document.baseURI) : new URL(location.href)
  const name = await nameOfPath(pathOf(address), digest)
  return { debate: `${site}/${name}`, site, name, from: canonical ? 'canonical' : 'path' }
}

function named(site: string, name: string, from: NameSource): PageIdentity {
  if (!NAME.test(name)) {
    throw new Trouble('debate-name', `"${name.slice(0, 80)}": 1 to 64 of a-z, 0-9 and - are a name`)
  }
  return { debate: `${site}/${name}`, site, name, from }
}

/** The host name, `local` for a page opened as a file, or what `site` says. */
export function siteOf(given: string | null, place: { protocol: string; hostname: string }): string {
  const wanted = given?.trim()
  if (wanted) {
    if (!SITE.test(wanted))
      throw new Trouble('debate-name', `site "${wanted.slice(0, 80)}": 1 to 64 of a-z, 0-9, . and -`)
    return wanted
  }
  if (place.protocol === 'file:' || !place.hostname) return 'local'
  const host = place.hostname
    .toLowerCase()
    .replace(/[^a-z0-9.-]+/g, '-')
    .replace(/^-+|-+$/g, '')
  if (!SITE.test(host))
    throw new Trouble('debate-name', `the host name ${host.slice(0, 80)} is too long: set site="..."`)
  return host
}

/** Path and parameters that say which page this is, in one writing for every way to write them. */
export function pathOf(address: URL): string {
  const path = address.pathname
    .replace(/\/{2,}/g, '/')
    .replace(/\/index\.html?$/i, '/')
    .replace(/(.)\/$/, '$1')
  const kept: string[] = []
  address.searchParams.forEach((value, key) => {
    if (!TRACKING.test(key)) kept.push(`${encodeURIComponent(key)}=${encodeURIComponent(value)}`)
  })
  kept.sort()
  return kept.length ? `${path}?${kept.join('&')}` : path
}

/** Readable words of the path, and 8 hex digits that tell pages with the same words apart. */
export async function nameOfPath(path: string, digest: Digest): Promise<string> {
  let words = path
  try {
    words = decodeURIComponent(path)
  } catch {
    // A stray % is part of the name as it stands.
  }
  words = words
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/\.html?\b/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  const hash = await digest(path)
  let hex = ''
  for (let i = 0; i < 4; i++) hex += hash[i]!.toString(16).padStart(2, '0')
  const short = words.slice(0, 55).replace(/-+$/, '')
  return `${short || 'page'}-${hex}`
}
