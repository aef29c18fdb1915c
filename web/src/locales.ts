// The sentences of the interface: one file a language, fetched when an element speaks it.
import { files, loadScript } from './load-module'
import type { Messages } from './stage'

const PREFIX = 'locale.'
const loaded = new Map<string, Promise<Messages>>()

/** The languages that this build has. */
export function locales(): string[] {
  return Object.keys(files)
    .filter(key => key.startsWith(PREFIX))
    .map(key => key.slice(PREFIX.length))
}

/** The nearest language that we have: `fr-CA` is answered in `fr`, an unknown one in English. */
export function nearestLocale(lang: string, have: readonly string[] = locales()): string {
  const wanted = lang.toLowerCase().replace(/_/g, '-')
  for (let tag = wanted; tag; tag = tag.slice(0, Math.max(0, tag.lastIndexOf('-')))) {
    const found = have.find(one => one.toLowerCase() === tag)
    if (found) return found
  }
  return have.includes('en') ? 'en' : (have[0] ?? 'en')
}

export function loadMessages(locale: string): Promise<Messages> {
  let messages = loaded.get(locale)
  if (!messages) {
    messages = loadScript<{ default: Messages }>(PREFIX + locale).then(module => module.default)
    loaded.set(locale, messages)
    // A failed request may be made again.
    messages.catch(() => loaded.delete(locale))
  }
  return messages
}
