// The page's sentences, in the language that is spoken now: what was said stays said when that changes.
import { catalogues, type Lang } from './messages'

type Values = Record<string, string | number>

export class Words {
  #lang: Lang
  /** How each text or attribute is said again. */
  readonly #said = new Map<Element, Map<string, () => void>>()

  constructor(lang: Lang) {
    this.#lang = lang
    document.documentElement.lang = lang
  }

  get lang(): Lang {
    return this.#lang
  }

  say(key: string, values: Values = {}): string {
    const sentence = catalogues[this.#lang][key]
    if (sentence === undefined) return key
    return typeof sentence === 'string' ? sentence : sentence(values)
  }

  /** Whether there is such a sentence. */
  has(key: string): boolean {
    return key in catalogues[this.#lang]
  }

  /** Puts a sentence into an element, or into an attribute of it. */
  put<E extends Element>(element: E, key: string, values: Values = {}, attribute = ''): E {
    const put = (): void => {
      if (attribute) element.setAttribute(attribute, this.say(key, values))
      else element.textContent = this.say(key, values)
    }
    const all = this.#said.get(element) ?? new Map<string, () => void>()
    this.#said.set(element, all.set(attribute, put))
    put()
    return element
  }

  choose(lang: Lang): void {
    if (lang === this.#lang) return
    this.#lang = lang
    document.documentElement.lang = lang
    for (const [element, all] of this.#said) {
      if (element.isConnected) for (const put of all.values()) put()
      else this.#said.delete(element)
    }
  }
}

/** French where the reader's first language is, else English. */
export function langOf(asked: string | null): Lang {
  return /^fr\b/i.test(asked ?? navigator.language) ? 'fr' : 'en'
}
