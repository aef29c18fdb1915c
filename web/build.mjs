// Makes what a site hosts: palabre.js (the loader), the bundle, the engines, one file a language,
// all but the loader under a name with its hash, and manifest.json, which lists them.
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
import { makeChunks } from './chunks.mjs'
import { compileMessages, locales } from './messages.mjs'

const here = fileURLToPath(new URL('.', import.meta.url))
const root = join(here, '..')
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

async function publish(key, bytes, extension) {
  const hash = createHash('sha384').update(bytes).digest()
  const short = createHash('sha256').update(bytes).digest('hex').slice(0, 10)
  const name = `palabre-${key.replace(/^(locale|chunk)\./, '').replace(/\.(wasm|js)$/, '')}.${short}.${extension}`
  await writeFile(join(out, name), bytes)
  published[key] = { name, integrity: `sha384-${hash.toString('base64')}`, bytes: bytes.length }
  return published[key]
}

const common = {
  bundle: true,
  format: 'esm',
  target: TARGET,
  minify: true,
  write: false,
  legalComments: 'none',
  charset: 'utf8',
  logLevel: 'warning',
}

async function bundled(options) {
  const { outputFiles } = await build({ ...common, ...options })
  return outputFiles[0].contents
}

// The engines: WebAssembly as it is, the stand-ins made smaller.
for (const name of ['core', 'files', 'seal', 'weigh']) {
  await publish(`${name}.wasm`, await readFile(join(values.modules, `${name}.wasm`)), 'wasm')
  const script = await readFile(join(values.modules, `${name}.js`), 'utf8')
  const { code } = await transform(script, { minify: true, format: 'esm', target: TARGET, legalComments: 'none' })
  await publish(`${name}.js`, Buffer.from(code), 'js')
}

// Keys and hashes for pages whose browser lends none.
await publish('plain-crypto', await bundled({ entryPoints: [join(here, 'src/plain-crypto.ts')] }), 'js')

// Languages: compiled here, so that no parser of messages is shipped.
for (const locale of await locales()) {
  const contents = await bundled({
    stdin: { contents: await compileMessages(locale), resolveDir: root, sourcefile: `${locale}.js` },
  })
  await publish(`locale.${locale}`, contents, 'js')
}

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

const views = {
  ...common,
  inject: [join(here, 'src/natives.ts')],
  jsx: 'automatic',
  jsxImportSource: 'preact',
  plugins: [smallStyles],
  // The files are not known yet while chunks are made; they ask the bundle.
  define: {
    PALABRE_VERSION: JSON.stringify(version),
    PALABRE_FILES: '{}',
    'Array.from': 'palabreArrayFrom',
    'JSON.stringify': 'palabreJson',
  },
}
const entry = join(here, 'src/index.ts')
const { scripts, lender } = await makeChunks({ src: join(here, 'src'), entry, root, options: views })
for (const { name, code } of scripts) await publish(`chunk.${name}`, Buffer.from(code), 'js')

const lending = {
  name: 'lending',
  setup(building) {
    building.onLoad({ filter: /src[/]shared\.ts$/ }, () => ({ contents: lender, loader: 'js', resolveDir: root }))
  },
}
const bundle = await publish(
  'bundle',
  await bundled({
    ...views,
    entryPoints: [entry],
    plugins: [lending, smallStyles],
    define: { ...views.define, PALABRE_FILES: JSON.stringify(published) },
  }),
  'js',
)

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

const listed = { 'palabre.js': { name: 'palabre.js', bytes: Buffer.byteLength(loader.code) }, ...published }
for (const file of Object.values(listed)) {
  const bytes = await readFile(join(out, file.name))
  file.gzip = gzipSync(bytes, { level: 9 }).length
  file.brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }).length
}
await writeFile(join(out, 'manifest.json'), `${JSON.stringify({ version, files: listed }, null, 2)}\n`)
