// Compiles a catalogue (web/src/messages/LOCALE.json, ICU messages) into modules without a parser. What
// has no arguments is a text, all else a function of them.
import { readFile, readdir } from 'node:fs/promises'
import MessageFormat from '@messageformat/core'
import compileModule from '@messageformat/core/compile-module.js'

const FOLDER = new URL('./src/messages/', import.meta.url)
/** The locale that has every message; the others are held against it. */
const COMPLETE = 'en'

/** The catalogues there are beside the element's, by the folder below `messages`. */
export const FOLDERS = ['', 'workbench/']

/** The locales there are. `folder`: one of FOLDERS. */
export async function locales(folder = '') {
  const files = await readdir(new URL(folder, FOLDER))
  return files
    .filter(file => file.endsWith('.json'))
    .map(file => file.slice(0, -'.json'.length))
    .sort()
}

/** The messages of a locale as they stand in its file. */
export async function catalogue(locale, folder = '') {
  return JSON.parse(await readFile(new URL(`${folder}${locale}.json`, FOLDER), 'utf8'))
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

/** One message a line, as the compiler writes them. */
const LINE = /^ {2}(?:"([^"]+)"|(\w+)): (.*?),?$/gm
const CONSTANT = /^\(\) => ("(?:[^"\\]|\\.)*")$/

/**
 * The source of a module, `export default { 'key': sentence, ... }`; with `numbers` (by key)
 * `export default [first, [sentence, ...], { 'key': sentence, ... }]`, where the list is of those that
 * have numbers, from the `first` on. `wanted`: which keys. Throws where the catalogue is not
 * complete or not ICU.
 */
export async function compileMessages(locale, { numbers = null, wanted = () => true, folder = '' } = {}) {
  const messages = await catalogue(locale, folder)
  const wrong = differences(await catalogue(COMPLETE, folder), messages)
  if (wrong.length > 0) throw new Error(`${folder}${locale}.json: ${wrong.join('; ')}`)
  const some = Object.fromEntries(Object.entries(messages).filter(([key]) => wanted(key)))
  const source = shorter(compileModule(new MessageFormat(locale), some))
  const start = source.indexOf('export default')
  const sentences = new Map()
  for (const [, quoted, bare, code] of source.slice(start).matchAll(LINE))
    sentences.set(quoted ?? bare, CONSTANT.exec(code)?.[1] ?? code)
  if (sentences.size !== Object.keys(some).length) throw new Error(`${locale}: the compiler writes in another way`)
  return `${speaking(locale)}\nexport default ${numbers ? numbered(sentences, numbers) : object([...sentences])}`
}

/** Calls say neither the language, which a module has one of, nor an offset, which no message has. */
function shorter(source) {
  const short = source
    .replace(/\bnumber\("[\w-]+", ([\w.]+), 0\)/g, 'number($1)')
    .replace(/\bplural\(([\w.]+), 0, \w+, /g, 'plural($1, ')
  const [odd] = /\b(number\((?![\w.]+\))|plural\((?![\w.]+, \{)|ordinal|date\(|time\().*/.exec(short) ?? []
  if (odd) throw new Error(`the compiler writes in another way: ${odd}`)
  return short
}

/** What the sentences of a language call. The browser knows its numbers and plurals. */
function speaking(locale) {
  return `import { select } from '@messageformat/runtime'
    const numbers = new Intl.NumberFormat('${locale}')
    const rules = new Intl.PluralRules('${locale}')
    const number = value => numbers.format(value)
    const plural = (value, cases) => cases[value] ?? cases[rules.select(value)] ?? cases.other`
}

function object(entries) {
  return `{${entries.map(([key, code]) => `${JSON.stringify(key)}: ${code}`).join(',\n')}}`
}

function numbered(sentences, numbers) {
  const listed = [...sentences].filter(([key]) => numbers.has(key))
  listed.sort(([a], [b]) => numbers.get(a) - numbers.get(b))
  const named = [...sentences].filter(([key]) => !numbers.has(key))
  const at = listed.map(([key]) => numbers.get(key))
  if (at.some((number, place) => number !== at[0] + place)) throw new Error('numbers must follow each other')
  return `[${at[0] ?? 0}, [${listed.map(([, code]) => code).join(',\n')}], ${object(named)}]`
}
