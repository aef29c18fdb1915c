// Makes what a site hosts: palabre.js (the loader), the bundle, the engines, one file a language,
// all but the loader and the pages (for iframes, the workbench) under a name with its hash, and manifest.json, which
// lists them.
//
//   node web/build.mjs --modules DIR --out DIR
//
// DIR of --modules holds NAME.wasm and NAME.js of each engine (tools/build makes them). The order
// is that of who knows whose hash: engines and languages, the bundle, the loader.
import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { build, transform } from 'esbuild'
import { minify } from 'terser'
import { makeChunks, modulesOf } from './chunks.mjs'
import { catalogue, compileMessages, locales } from './messages.mjs'
import { numbering, planSentences } from './sentences.mjs'

const here = fileURLToPath(new URL('.', import.meta.url))
const root = join(here, '..')
/** Chunks that come without the second file of a language: the first one has what they say. */
const SILENT = ['acts', 'companions']
const TARGET = ['chrome90', 'firefox101', 'safari16.4']

const { values } = parseArgs({ options: { modules: { type: 'string' }, out: { type: 'string' } } })
if (!values.modules || !values.out) {
  process.stderr.write('usage: node web/build.mjs --modules DIR --out DIR\n')
  process.exit(2)
}
const out = values.out
const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
await mkdir(out, { recursive: true })

/** Every file of dist, by the key that the bundle asks for. */
const published = {}

const { fileName } = await imported(join(here, 'src/file-name.ts'))

/** What the workbench's page fetches by itself. */
const WORKBENCH = ['workbench.wasm', 'plain-crypto', 'core.wasm', 'files.wasm', 'seal.wasm']

/** SHA-256, since hashes do not get smaller when sent and a reader is sent six of them. */
async function publish(key, bytes) {
  const hash = createHash('sha256').update(bytes).digest('base64')
  const name = fileName(key, hash)
  if (name.endsWith('.js') && /\?\.[\w.#]*\(\.\.\./.test(bytes))
    throw new Error(`${name}: Chrome 90 fails at a?.(...b)`)
  await writeFile(join(out, name), bytes)
  published[key] = { name, integrity: `sha256-${hash}`, bytes: bytes.length }
  return published[key]
}

const hashOf = key => published[key].integrity.slice('sha256-'.length)

/** Of the files so far, `wanted` ones, as the widget reads them: hashes by key. */
function hashes(wanted, said = hashOf) {
  return JSON.stringify(
    Object.fromEntries(
      Object.keys(published)
        .filter(wanted)
        .map(key => [key, said(key)]),
    ),
  )
}

/** Stands for the hash of a file while names are chosen. */
const standIn = key => `~${Object.keys(published).indexOf(key)}~`
const STAND_IN = /~(\d+)~/g

async function imported(path) {
  const { code } = await transform(await readFile(path, 'utf8'), { loader: 'ts', format: 'esm' })
  return import(`data:text/javascript,${encodeURIComponent(code)}`)
}

const common = {
  bundle: true,
  format: 'esm',
  target: TARGET,
  minify: true,
  write: false,
  legalComments: 'none',
  charset: 'utf8',
  // Chrome 90 has it but for one form (`publish` looks for it), and writing it out costs 500 bytes.
  supported: { 'optional-chain': true },
  logLevel: 'warning',
}

async function bundled(options) {
  const { outputFiles } = await build({ ...common, ...options })
  return outputFiles[0].contents
}

/** Esbuild's best made 3 % smaller to send, mostly by names that compress better. */
async function smaller(code) {
  const made = await minify(code, { ...OUTPUT, compress: COMPRESS })
  return Buffer.from(made.code)
}
const OUTPUT = { module: true, ecma: 2020 }
const COMPRESS = {
  passes: 3,
  inline: 1,
  unsafe_arrows: true,
  unsafe_methods: true,
  join_vars: false,
  booleans: false,
}

/**
 * The same for what every reader downloads. Short names are dealt by how frequent each letter is, and some deals
 * compress better by chance: of a few, each with another letter made frequent by a text that stands at the end
 * meanwhile, the smallest is taken. What stands for hashes keeps them from moving a name.
 */
async function smallest(code) {
  const { code: once } = await minify(code, { ...OUTPUT, compress: COMPRESS, mangle: false })
  let best = null
  for (const letter of 'eratnosilcdupmhgbfyvkwxjqz') {
    const text = letter.repeat(500)
    const { code: named } = await minify(`${once}\n"${text}"`, { ...OUTPUT, compress: false })
    const made = named.replace(new RegExp(`"${text}";?$`), '')
    const bytes = Buffer.from(made.replace(STAND_IN, (_, at) => hashOf(Object.keys(published)[at])))
    const size = brotliCompressSync(bytes).length
    if (!best || size < best.size) best = { bytes, size }
  }
  return best.bytes
}

// The engines: WebAssembly as it is, the stand-ins made smaller.
for (const name of ['core', 'files', 'seal', 'weigh', 'map']) {
  await publish(`${name}.wasm`, await readFile(join(values.modules, `${name}.wasm`)))
  // Without WebAssembly the thread stands in for the map.
  if (name === 'map') continue
  const script = await readFile(join(values.modules, `${name}.js`), 'utf8')
  const { code } = await transform(script, { minify: true, format: 'esm', target: TARGET, legalComments: 'none' })
  await publish(`${name}.js`, Buffer.from(code))
}

// Keys and hashes for pages whose browser lends none.
await publish('plain-crypto', await bundled({ entryPoints: [join(here, 'src/plain-crypto.ts')] }))

// The worker that recounts: it is nobody's chunk, since it has its own copy of all that it needs. It knows the hashes
// of its engines, and its file's name is all that the page has to know.
await publish(
  'recount',
  await bundled({
    entryPoints: [join(here, 'src/recount-worker.ts')],
    define: {
      PALABRE_VERSION: JSON.stringify(version),
      PALABRE_FILES: hashes(key => /^(seal|files)\.wasm$/.test(key)),
    },
  }),
)

/** Style sheets are text in the bundle, made small first. */
const smallStyles = {
  name: 'small-styles',
  setup(building) {
    building.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(await readFile(path, 'utf8'), { loader: 'css', minify: true, target: TARGET })
      return { contents: code.trimEnd(), loader: 'text' }
    })
  },
}

const natives = {
  file: join(here, 'src/natives.ts'),
  names: { 'Array.from': 'palabreArrayFrom', 'JSON.stringify': 'palabreJson' },
}
const views = {
  ...common,
  inject: [natives.file],
  jsx: 'automatic',
  jsxImportSource: 'preact',
  plugins: [smallStyles],
  // The files are not known yet while chunks are made; they ask the bundle.
  define: { PALABRE_VERSION: JSON.stringify(version), PALABRE_FILES: '{}', ...natives.names },
}
const entry = join(here, 'src/index.ts')
const src = join(here, 'src')

// Languages: compiled here, so that no parser of messages is shipped.
const { numbers, later } = await planSentences({
  keys: Object.keys(await catalogue('en')),
  src,
  first: await modulesOf(
    { ...views, entryPoints: [entry, ...SILENT.map(name => join(src, `chunk-${name}.ts`))], outdir: out },
    root,
  ),
  root,
})
const numbered = { ...views, plugins: [numbering(numbers, src), smallStyles] }
for (const locale of await locales()) {
  for (const [key, wanted] of [
    ['locale', one => !later.has(one)],
    ['later', one => later.has(one)],
  ]) {
    const contents = await compileMessages(locale, { numbers, wanted })
    await publish(
      `${key}.${locale}`,
      await bundled({ stdin: { contents, resolveDir: root, sourcefile: `${locale}.js` } }),
    )
  }
}

/** What a first visit fetches; all else is in a list, fetched with the first thing that stands there. */
const FIRST = ['core.wasm', 'core.js', 'chunk.acts', 'list']
const isFirst = key => FIRST.includes(key) || key.startsWith('locale.')

const { scripts, lender } = await makeChunks({ src, entry, root, options: numbered, natives })
for (const { name, code } of scripts)
  await publish(`chunk.${name}`, await (isFirst(`chunk.${name}`) ? smallest : smaller)(code))

await publish('list', Buffer.from(`export default ${hashes(key => !isFirst(key))}\n`))

const lending = {
  name: 'lending',
  setup(building) {
    building.onLoad({ filter: /src[/]shared\.ts$/ }, () => ({ contents: lender, loader: 'js', resolveDir: root }))
  },
}
const whole = await bundled({
  ...numbered,
  entryPoints: [entry],
  plugins: [lending, ...numbered.plugins],
  define: { ...views.define, PALABRE_FILES: hashes(isFirst, standIn) },
})
const bundle = await publish('bundle', await smallest(new TextDecoder().decode(whole)))

const loader = await transform(await readFile(join(root, 'embed/palabre.js'), 'utf8'), {
  minify: true,
  target: TARGET,
  charset: 'ascii',
  legalComments: 'none',
  define: {
    PALABRE_VERSION: JSON.stringify(version),
    PALABRE_BUNDLE: JSON.stringify(bundle.name),
    PALABRE_INTEGRITY: JSON.stringify(bundle.integrity),
  },
})
await writeFile(join(out, 'palabre.js'), loader.code)

// The page for iframes, which addresses name as they do the loader.
const frameCode = await transform(await readFile(join(root, 'embed/frame.js'), 'utf8'), {
  minify: true,
  target: TARGET,
})
const frame = await publish('frame', Buffer.from(frameCode.code))
const framePage = (await readFile(join(root, 'embed/frame.html'), 'utf8'))
  .replace('PALABRE_FRAME_INTEGRITY', frame.integrity)
  .replace('PALABRE_FRAME', frame.name)
await writeFile(join(out, 'frame.html'), framePage)

// The workbench's page, which no element names: its module, and a bundle that has both languages.
await publish('workbench.wasm', await readFile(join(values.modules, 'workbench.wasm')))
const catalogues = await Promise.all(
  ['fr', 'en'].map(async locale => ({
    path: `messages:${locale}`,
    contents: await compileMessages(locale, { folder: 'workbench/' }),
  })),
)
const speaking = {
  name: 'speaking',
  setup(building) {
    building.onResolve({ filter: /^messages:/ }, ({ path }) => ({ path, namespace: 'messages' }))
    building.onLoad({ filter: /./, namespace: 'messages' }, ({ path }) => ({
      contents: catalogues.find(one => one.path === path).contents,
      resolveDir: root,
    }))
    building.onLoad({ filter: /workbench[/]messages\.ts$/ }, () => ({
      contents: "import fr from 'messages:fr'; import en from 'messages:en'; export const catalogues = { fr, en }",
    }))
  },
}
/** The client of a hub asks for the element's chunks: what it needs of them is in the bundle. */
const wholeHub = {
  name: 'whole-hub',
  setup(building) {
    building.onResolve({ filter: /^\.[/]chunks$/ }, () => ({ path: join(src, 'workbench/chunks-here.ts') }))
  },
}
const workbench = await bundled({
  entryPoints: [join(src, 'workbench/index.ts')],
  plugins: [speaking, wholeHub, smallStyles],
  define: { PALABRE_VERSION: JSON.stringify(version), PALABRE_FILES: hashes(key => WORKBENCH.includes(key)) },
})
const workbenchScript = await publish('workbench', await smaller(new TextDecoder().decode(workbench)))
const workbenchPage = (await readFile(join(root, 'embed/workbench.html'), 'utf8'))
  .replace('PALABRE_WORKBENCH_INTEGRITY', workbenchScript.integrity)
  .replace('PALABRE_WORKBENCH', workbenchScript.name)
await writeFile(join(out, 'workbench.html'), workbenchPage)

const pages = [
  ['palabre.js', loader.code],
  ['frame.html', framePage],
  ['workbench.html', workbenchPage],
].map(([name, text]) => [name, { name, bytes: Buffer.byteLength(text) }])
const listed = { ...Object.fromEntries(pages), ...published }
for (const file of Object.values(listed)) {
  const bytes = await readFile(join(out, file.name))
  file.gzip = gzipSync(bytes, { level: 9 }).length
  file.brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }).length
}
await writeFile(join(out, 'manifest.json'), `${JSON.stringify({ version, files: listed }, null, 2)}\n`)
