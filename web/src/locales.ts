// The sentences of the interface: a file a language, fetched when an element speaks it, and another
// with what few readers are told (web/sentences.mjs), fetched with the first chunk that says it.
import { firstFiles, loadScript, once } from './load-module'
import type { Message, Messages } from './stage'

const PREFIX = 'locale.'
const LATER = 'later.'
/** A file: the sentences that have numbers, from the first one's on, and those that have names. */
type File = [first: number, listed: (string | Message)[], named: Record<string, string | Message>]

const loaded = new Map<string, Promise<Messages>>()
const completed = new Map<string, Promise<void>>()

/** The languages that this build has. */
export function locales(): string[] {
  return firstFiles()
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
  const messages = once(loaded, locale, async () => {
    const made: Record<string, Message> = {}
    await add(PREFIX + locale, made)
    return made
  })
  return completed.size ? messages.then(made => complete(locale, made)) : messages
}

/** Adds the rest to every language that is spoken; a request that failed is made again when asked. */
export async function loadLaterMessages(): Promise<void> {
  await Promise.all(Array.from(loaded, async ([locale, messages]) => complete(locale, await messages)))
}

async function complete(locale: string, made: Messages): Promise<Messages> {
  await once(completed, locale, () => add(LATER + locale, made as Record<string, Message>))
  return made
}

async function add(key: string, made: Record<string, Message>): Promise<void> {
  const [first, listed, named] = (await loadScript<{ default: File }>(key)).default
  const put = (name: string | number, said: string | Message): void => {
    made[name] = typeof said === 'string' ? () => said : said
  }
  listed.forEach((said, at) => put(first + at, said))
  for (const name of Object.keys(named)) put(name, named[name]!)
}
