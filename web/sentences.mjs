// Which sentence goes into which file of a language, and under what number: `desk.say('vote.cast')`
// becomes `desk.say(17)` when the widget is built, and the file holds a list instead of names. A key
// that is put together while the widget runs (`strength.${step}`) keeps its name. What only views of
// later chunks say, or what is said when something has gone wrong, goes into a second file.
import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'

/** Written out in a source: the formatter leaves no other quotes around it. */
const WRITTEN = /'([a-z][\w-]*(?:\.[\w/-]+)+)'/g
/** The beginning of a key that is put together. */
const BEGUN = /`([a-z][\w-]*\.[\w.-]*)\$\{/g
/**
 * Said by what every reader has, and seldom, or only once a chunk that brings the other file is here. `ALWAYS`:
 * also when that one does not come.
 */
const SELDOM = ['trouble.', 'fault.', 'notice.src-unsigned', 'notice.src-other']
const ALWAYS = ['trouble.network', 'fault.unknown']

/**
 * `keys`: the catalogue's; `src`: the folder of all sources; `first`: those that every reader has, as
 * paths from `root`. Answers `numbers` (by key) and `later` (the keys of the second file). Throws where
 * nobody says a key.
 */
export async function planSentences({ keys, src, first, root }) {
  const soon = new Set(first)
  const written = new Map()
  const begun = new Map()
  const note = (map, key, path) => map.set(key, map.get(key) || soon.has(relative(root, path)))
  for (const name of await readdir(src, { recursive: true })) {
    if (!/\.tsx?$/.test(name)) continue
    const path = join(src, name)
    const source = await readFile(path, 'utf8')
    for (const [, key] of source.matchAll(WRITTEN)) note(written, key, path)
    for (const [, start] of source.matchAll(BEGUN)) note(begun, start, path)
  }
  const listed = []
  const later = new Set()
  for (const key of keys) {
    const starts = [...begun.keys()].filter(start => key.startsWith(start))
    const named = !key.includes('.')
    if (!named && !written.has(key) && starts.length === 0) throw new Error(`nobody says ${key}`)
    if (written.has(key) && starts.length === 0) listed.push(key)
    const said = named || written.get(key) || starts.some(start => begun.get(start))
    if (!said || (SELDOM.some(start => key.startsWith(start)) && !ALWAYS.includes(key))) later.add(key)
  }
  // The files' lists are parts of one: first the one's, then the other's.
  const ordered = [...listed.filter(key => !later.has(key)), ...listed.filter(key => later.has(key))]
  return { numbers: new Map(ordered.map((key, at) => [key, at + 1])), later }
}

/** Writes numbers for keys in the sources under `folder`. */
export function numbering(numbers, folder) {
  return {
    name: 'numbering',
    setup(building) {
      building.onLoad({ filter: /\.tsx?$/ }, async ({ path }) => {
        if (relative(folder, path).startsWith('..')) return null
        const source = await readFile(path, 'utf8')
        const contents = source.replace(WRITTEN, (text, key) => numbers.get(key) ?? text)
        return { contents, loader: path.endsWith('x') ? 'tsx' : 'ts' }
      })
    },
  }
}
