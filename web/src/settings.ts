// What a site owner may set on an element, as signals: a changed attribute never reloads anything.
import { signal, type ReadonlySignal, type Signal } from './signals'
import type { Sort } from './session-types'

export type ViewName = 'thread' | 'columns' | 'summary' | 'map'
export type Write = 'open' | 'closed' | 'readonly'
export type Theme = 'light' | 'dark' | 'inherit'
export type Density = 'comfortable' | 'compact'
export type Engine = 'auto' | 'wasm' | 'js'
export type Loading = 'lazy' | 'eager' | 'click'
export type Keeping = 'local' | 'session' | 'none'

/** The part of the attributes that decides how a debate looks; read by the views, never set there. */
export interface Settings {
  /** BCP 47 tag as found: the attribute, the nearest `lang` around, the browser's. */
  readonly lang: ReadonlySignal<string>
  readonly dir: ReadonlySignal<'ltr' | 'rtl'>
  /** `auto` and `theme-from` are resolved here; `inherit` leaves the host's `color-scheme` alone. */
  readonly theme: ReadonlySignal<Theme>
  /** Where the reader starts; the reader may switch. `map` stands as `thread` where strengths are hidden. */
  readonly view: ReadonlySignal<ViewName>
  readonly sort: ReadonlySignal<Sort>
  /** How many levels of answers stand open at the start: 0 to 100. */
  readonly depth: ReadonlySignal<number>
  /** How many claims of one list are shown at a time: 1 to 500. */
  readonly pageSize: ReadonlySignal<number>
  /** False hides strengths and everything drawn from them. */
  readonly weighing: ReadonlySignal<boolean>
  /** `closed`: read, judge and vote, no new texts; `readonly`: read. */
  readonly write: ReadonlySignal<Write>
  /** The level of the widget's first heading, 1 to 6. */
  readonly headingLevel: ReadonlySignal<number>
  /** The accessible name that the host chose, or ''. */
  readonly label: ReadonlySignal<string>
  readonly density: ReadonlySignal<Density>
  /** Parts that the host does not want (`without="search export"`). */
  readonly without: ReadonlySignal<ReadonlySet<string>>
}

/** The same, for the element that owns them. */
export type OwnSettings = {
  [Name in keyof Settings]: Settings[Name] extends ReadonlySignal<infer Value> ? Signal<Value> : never
}

export const SORTS: readonly Sort[] = ['strongest', 'needs-you', 'debated', 'newest', 'oldest', 'random']
const VIEWS: readonly ViewName[] = ['thread', 'columns', 'summary', 'map']
const RIGHT_TO_LEFT = /^(ar|arc|ckb|dv|fa|he|iw|ks|ku-arab|ps|sd|syr|ug|ur|yi)\b/i

export function defaultSettings(): OwnSettings {
  return {
    lang: signal('en'),
    dir: signal<'ltr' | 'rtl'>('ltr'),
    theme: signal<Theme>('inherit'),
    view: signal<ViewName>('thread'),
    sort: signal<Sort>('strongest'),
    depth: signal(2),
    pageSize: signal(20),
    weighing: signal(true),
    write: signal<Write>('open'),
    headingLevel: signal(2),
    label: signal(''),
    density: signal<Density>('comfortable'),
    without: signal<ReadonlySet<string>>(new Set()),
  }
}

/** The attributes that `readSettings` looks at. */
export const SETTING_ATTRIBUTES = [
  'lang',
  'dir',
  'theme',
  'theme-from',
  'view',
  'sort',
  'depth',
  'page-size',
  'weighing',
  'write',
  'heading-level',
  'label',
  'density',
  'without',
] as const

/**
 * Brings the signals up to date with the element's attributes and surroundings.
 * What is not understood falls back to the default: a misspelt attribute never breaks a page.
 */
export function readSettings(element: Element, settings: OwnSettings): void {
  const lang = languageOf(element)
  settings.lang.value = lang
  settings.dir.value = directionOf(element, lang)
  settings.theme.value = themeOf(element)
  settings.view.value = oneOf(VIEWS, element.getAttribute('view'), 'thread')
  settings.sort.value = oneOf(SORTS, element.getAttribute('sort'), 'strongest')
  settings.depth.value = wholeNumber(element.getAttribute('depth'), 0, 100, 2)
  settings.pageSize.value = wholeNumber(element.getAttribute('page-size'), 1, 500, 20)
  settings.weighing.value = word(element.getAttribute('weighing')) !== 'off'
  settings.write.value = oneOf(['open', 'closed', 'readonly'], element.getAttribute('write'), 'open')
  settings.headingLevel.value = wholeNumber(element.getAttribute('heading-level'), 1, 6, 2)
  settings.label.value = (element.getAttribute('label') ?? '').trim()
  settings.density.value = word(element.getAttribute('density')) === 'compact' ? 'compact' : 'comfortable'
  setWords(settings.without, element.getAttribute('without'))
}

/** Parents in the flat tree: out of shadow roots to their hosts, so that a page of components works. */
export function parentElementOf(element: Element): Element | null {
  if (element.parentElement) return element.parentElement
  const root = element.getRootNode()
  return 'host' in root ? (root as ShadowRoot).host : null
}

function languageOf(element: Element): string {
  for (let at: Element | null = element; at; at = parentElementOf(at)) {
    const lang = (at.getAttribute('lang') ?? '').trim()
    if (lang) return lang
  }
  return navigator.language || 'en'
}

function directionOf(element: Element, lang: string): 'ltr' | 'rtl' {
  for (let at: Element | null = element; at; at = parentElementOf(at)) {
    const dir = word(at.getAttribute('dir'))
    if (dir === 'ltr' || dir === 'rtl') return dir
    // A language said closer than any direction decides: an Arabic debate in a French page.
    if (at.getAttribute('lang')?.trim()) return RIGHT_TO_LEFT.test(lang) ? 'rtl' : 'ltr'
  }
  return RIGHT_TO_LEFT.test(lang) ? 'rtl' : 'ltr'
}

function themeOf(element: Element): Theme {
  const from = element.getAttribute('theme-from')
  if (from !== null) {
    try {
      return document.querySelector(from) ? 'dark' : 'light'
    } catch {
      return 'inherit'
    }
  }
  const theme = word(element.getAttribute('theme'))
  if (theme === 'light' || theme === 'dark' || theme === 'inherit') return theme
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}

function setWords(target: Signal<ReadonlySet<string>>, text: string | null): void {
  const words = (text ?? '')
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean)
  const same = words.length === target.value.size && words.every(one => target.value.has(one))
  if (!same) target.value = new Set(words)
}

function oneOf<T extends string>(allowed: readonly T[], text: string | null, otherwise: T): T {
  const wanted = word(text)
  return allowed.find(one => one === wanted) ?? otherwise
}

function word(text: string | null): string {
  return (text ?? '').trim().toLowerCase()
}

function wholeNumber(text: string | null, least: number, most: number, otherwise: number): number {
  const wanted = (text ?? '').trim()
  if (!/^\d{1,9}$/.test(wanted)) return otherwise
  return Math.min(most, Math.max(least, Number(wanted)))
}
