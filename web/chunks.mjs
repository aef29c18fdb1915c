// Makes the files that are fetched later (web/src/chunk-NAME.ts). A chunk imports nothing: the bundle
// hands it what both use, so that there is one copy of it and of its state, and neither has to know
// the other's hash before its own is made. What esbuild writes,
//
//   import{useDesk as e}from"lent:web/src/views/desk.ts";CODE export{t as Why};
//
// becomes a function of what is lent, by short names that are the same in all chunks:
//
//   export default({a:e})=>{CODE return{Why:t}}
import { readdir } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { build } from 'esbuild'

const LENT = 'lent:'
const IMPORT = /\bimport(?:\{([^{}]*)\}from)?"lent:([^"]+)";/g
const EXPORT = /export\{([^{}]*)\};?\s*$/

/** The chunks there are, by name. */
export async function chunkNames(src) {
  const files = await readdir(src)
  return files.flatMap(file => /^chunk-(.+)\.ts$/.exec(file)?.[1] ?? []).sort()
}

/**
 * The chunks as scripts, and the source of the module that lends to them.
 * `options`: how the bundle is built from `entry`; `root`: what paths are written relative to.
 * Throws where two chunks would each hold a copy of one module.
 */
export async function makeChunks({ src, entry, root, options }) {
  const inBundle = new Set(await modulesOf({ ...options, entryPoints: [entry] }, root))
  const made = []
  const owner = new Map()
  for (const name of await chunkNames(src)) {
    const { code, modules } = await buildChunk(join(src, `chunk-${name}.ts`), inBundle, root, options)
    for (const module of modules) {
      if (owner.has(module)) throw new Error(`${module} would be in the chunks ${owner.get(module)} and ${name}`)
      owner.set(module, name)
    }
    made.push({ name, ...takeApart(code) })
  }
  const names = namesOf(made.flatMap(chunk => chunk.imports))
  const scripts = made.map(({ name, imports, body, exports }) => ({
    name,
    code: wrapped(imports, body, exports, names),
  }))
  return { scripts, lender: lenderOf(names, root) }
}

/** The modules that `options` read, as paths relative to `root`. */
async function modulesOf(options, root) {
  const { metafile } = await build({ ...options, metafile: true })
  return Object.keys(metafile.inputs).map(path => relative(root, resolve(path)))
}

async function buildChunk(entry, inBundle, root, options) {
  const lend = {
    name: 'lend',
    setup(building) {
      building.onResolve({ filter: /./ }, async ({ path, kind, importer, resolveDir, pluginData }) => {
        if (pluginData === lend || kind === 'entry-point' || !importer) return null
        const found = await building.resolve(path, { kind, importer, resolveDir, pluginData: lend })
        const module = relative(root, found.path)
        return inBundle.has(module) ? { path: LENT + module, external: true } : found
      })
    },
  }
  const { outputFiles, metafile } = await build({
    ...options,
    entryPoints: [entry],
    plugins: [lend, ...(options.plugins ?? [])],
    metafile: true,
  })
  const [{ inputs }] = Object.values(metafile.outputs)
  const modules = Object.keys(inputs).map(path => relative(root, resolve(path)))
  return { code: outputFiles[0].text, modules: modules.filter(module => !inBundle.has(module)) }
}

/** What a chunk imports ({module, name, as}), its code, and what it exports ([name, local name]). */
function takeApart(code) {
  const imports = []
  // They stand where the module that wanted them stands, not all at the start.
  const body = code.replace(IMPORT, (_, clause, module) => {
    for (const [name, as] of pairs(clause ?? '')) imports.push({ module, name, as })
    return ''
  })
  const last = EXPORT.exec(body)
  if (!last || body.includes(LENT)) throw new Error(`a chunk was not taken apart: ${body.slice(0, 200)}`)
  return { imports, body: body.slice(0, last.index), exports: pairs(last[1]).map(([local, name]) => [name, local]) }
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

function wrapped(imports, body, exports, names) {
  const lent = imports.map(({ module, name, as }) => `${names.get(`${module} ${name}`)}:${as}`)
  const given = exports.map(([name, local]) => (name === local ? name : `${name}:${local}`))
  return `export default({${lent}})=>{${body}return{${given}}};\n`
}

function lenderOf(names, root) {
  const imports = []
  const members = []
  for (const [one, short] of names) {
    const [module, name] = one.split(' ')
    imports.push(`import { ${name} as ${short} } from ${JSON.stringify(join(root, module))}`)
    members.push(short)
  }
  return `${imports.join('\n')}\nexport const shared = () => ({ ${members.join(', ')} })\n`
}
