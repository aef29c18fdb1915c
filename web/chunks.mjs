// Makes the files that are fetched later (web/src/chunk-NAME.ts). A chunk imports nothing: the bundle
// hands it what both use, so that there is one copy of it and of its state, and neither has to know
// the other's hash before its own is made. What a chunk takes of the bundle's modules becomes
//
//   export default _=>{const{a,b}=_; CODE return{Why:t}}
//
// by short names that are the same in all chunks. Two passes: the first finds what is taken, the
// second has esbuild join it, so that a thing that twenty modules take is named once.
import { readdir } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { build } from 'esbuild'

const LENT = 'lent:'
const IMPORT = /\bimport\s*(?:\{([^{}]*)\}\s*from\s*)?"lent:([^"]+)";/g
const EXPORT = /export\{([^{}]*)\};?\s*$/
/** What the bundle hands over, while a chunk is made: a name that no chunk's own code may use. */
const HANDED = '_'

/** Instead of the page's own: taken from the bundle as members of what it hands over. */
function withNatives(options, natives) {
  const define = Object.entries(natives.names).map(([native, ours]) => [native, `${HANDED}.${ours}`])
  return { ...options, inject: [], define: { ...options.define, ...Object.fromEntries(define) } }
}

/** The chunks there are, by name. */
export async function chunkNames(src) {
  const files = await readdir(src)
  return files.flatMap(file => /^chunk-(.+)\.ts$/.exec(file)?.[1] ?? []).sort()
}

/**
 * The chunks as scripts, and the source of the module that lends to them.
 * `options`: how the bundle is built from `entry`; `root`: what paths are written relative to; `natives`:
 * the module, and its names by that of the native whose place they take.
 * Throws where two chunks would each hold a copy of one module.
 */
export async function makeChunks({ src, entry, root, options, natives }) {
  const inBundle = new Set(await modulesOf({ ...options, entryPoints: [entry] }, root))
  const own = withNatives(options, natives)
  const chunks = []
  const owner = new Map()
  for (const name of await chunkNames(src)) {
    const file = join(src, `chunk-${name}.ts`)
    const { code, modules } = await buildChunk(file, lend(inBundle, root), root, own)
    for (const module of modules.filter(one => !inBundle.has(one))) {
      if (owner.has(module)) throw new Error(`${module} would be in the chunks ${owner.get(module)} and ${name}`)
      owner.set(module, name)
    }
    chunks.push({ name, file, taken: takenBy(code) })
  }
  const names = namesOf(chunks.flatMap(chunk => chunk.taken))
  const scripts = []
  for (const { name, file, taken } of chunks) {
    const { code } = await buildChunk(file, joined(inBundle, root, taken, names), root, own)
    scripts.push({ name, code: wrapped(code) })
  }
  return { scripts, lender: lenderOf(names, root, natives) }
}

/** The modules that `options` read, as paths relative to `root`. */
export async function modulesOf(options, root) {
  const { metafile } = await build({ ...options, metafile: true })
  return Object.keys(metafile.inputs).map(path => relative(root, resolve(path)))
}

async function buildChunk(entry, plugin, root, options) {
  const { outputFiles, metafile } = await build({
    ...options,
    entryPoints: [entry],
    plugins: [plugin, ...(options.plugins ?? [])],
    metafile: true,
  })
  const [{ inputs }] = Object.values(metafile.outputs)
  return { code: outputFiles[0].text, modules: Object.keys(inputs).map(path => relative(root, resolve(path))) }
}

/** Leaves out the bundle's modules. */
function lend(inBundle, root) {
  return fromBundle(inBundle, root, module => ({ path: LENT + module, external: true }))
}

/** Puts into the place of the bundle's modules what is `taken` of them, out of what is handed over. */
function joined(inBundle, root, taken, names) {
  const plugin = fromBundle(inBundle, root, module => ({ path: module, namespace: 'lent' }))
  return {
    name: 'joined',
    setup(building) {
      plugin.setup(building)
      building.onResolve({ filter: /^lent$/ }, () => ({ path: 'all', namespace: 'lent' }))
      building.onLoad({ filter: /./, namespace: 'lent' }, ({ path }) => {
        if (path === 'all') {
          const shorts = [...new Set(taken.map(({ module, name }) => names.get(`${module} ${name}`)))]
          return { contents: `export const { ${shorts.sort().join(', ')} } = ${HANDED}` }
        }
        const own = new Set(taken.filter(({ module }) => module === path).map(({ name }) => name))
        const given = [...own].map(name => `${names.get(`${path} ${name}`)} as ${name}`)
        return { contents: `export { ${given.join(', ')} } from 'lent'` }
      })
    },
  }
}

/** What `found` answers for a module that the bundle has. */
function fromBundle(inBundle, root, found) {
  const plugin = {
    name: 'from-bundle',
    setup(building) {
      building.onResolve({ filter: /./ }, async ({ path, kind, importer, resolveDir, pluginData }) => {
        if (pluginData === plugin || kind === 'entry-point' || !importer || path === 'lent') return null
        const there = await building.resolve(path, { kind, importer, resolveDir, pluginData: plugin })
        const module = relative(root, there.path)
        return inBundle.has(module) ? found(module) : there
      })
    },
  }
  return plugin
}

/** What a chunk imports, as {module, name}. */
function takenBy(code) {
  return [...code.matchAll(IMPORT)].flatMap(([, clause, module]) =>
    pairs(clause ?? '').map(([name]) => ({ module, name })),
  )
}

/** `a as b,c` as [[a, b], [c, c]]. */
function pairs(clause) {
  return clause
    .split(',')
    .filter(Boolean)
    .map(one => one.trim().split(' as '))
    .map(([name, as = name]) => [name, as])
}

/** A short name for everything that is lent; the same from build to build. */
function namesOf(imports) {
  const all = new Set(imports.map(({ module, name }) => `${module} ${name}`))
  return new Map([...all].sort().map((one, at) => [one, `_${at.toString(36)}`]))
}

function wrapped(code) {
  const last = EXPORT.exec(code)
  if (!last || code.includes(LENT)) throw new Error(`a chunk was not taken apart: ${code.slice(0, 200)}`)
  const given = pairs(last[1]).map(([local, name]) => (name === local ? name : `${name}:${local}`))
  return `export default ${HANDED}=>{${code.slice(0, last.index)}return{${given}}};\n`
}

function lenderOf(names, root, natives) {
  const imports = []
  const members = []
  for (const [one, short] of names) {
    const [module, name] = one.split(' ')
    imports.push(`import { ${name} as ${short} } from ${JSON.stringify(join(root, module))}`)
    members.push(short)
  }
  const ours = Object.values(natives.names)
  imports.push(`import { ${ours.join(', ')} } from ${JSON.stringify(natives.file)}`)
  return `${imports.join('\n')}\nexport const shared = () => ({ ${[...members, ...ours].join(', ')} })\n`
}
