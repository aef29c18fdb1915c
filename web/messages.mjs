// Compiles a catalogue (web/src/messages/LOCALE.json, ICU messages) into a module without a parser:
// `export default { 'key': values => 'sentence', ... }`.
import { readFile, readdir } from 'node:fs/promises'
import MessageFormat from '@messageformat/core'
import compileModule from '@messageformat/core/compile-module.js'

const FOLDER = new URL('./src/messages/', import.meta.url)
/** The locale that has every message; the others are held against it. */
const COMPLETE = 'en'

/** The locales there are. */
export async function locales() {
  const files = await readdir(FOLDER)
  return files
    .filter(file => file.endsWith('.json'))
    .map(file => file.slice(0, -'.json'.length))
    .sort()
}

/** The messages of a locale as they stand in its file. */
export async function catalogue(locale) {
  return JSON.parse(await readFile(new URL(`${locale}.json`, FOLDER), 'utf8'))
}

/** What two catalogues must share: the same keys, and the same arguments in each message. */
export function differences(complete, other) {
  const found = []
  for (const key of Object.keys(complete)) if (!(key in other)) found.push(`${key} is missing`)
  for (const key of Object.keys(other)) {
    if (!(key in complete)) found.push(`${key} is not in the complete catalogue`)
    else if (argumentsOf(complete[key]) !== argumentsOf(other[key])) found.push(`${key} has other arguments`)
  }
  return found
}

function argumentsOf(message) {
  const names = new Set()
  for (const [, name] of message.matchAll(/\{([a-z]+)(?=[,}])/g)) names.add(name)
  return [...names].sort().join(' ')
}

/** The source of a module; throws where the catalogue is not complete or not ICU. */
export async function compileMessages(locale) {
  const messages = await catalogue(locale)
  const wrong = differences(await catalogue(COMPLETE), messages)
  if (wrong.length > 0) throw new Error(`${locale}.json: ${wrong.join('; ')}`)
  return compileModule(new MessageFormat(locale), messages)
}
