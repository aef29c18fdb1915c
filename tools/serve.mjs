// Serves examples/ at /, dist/ at /dist/ and build/demo at /demo/, for people and for browser tests.
//
// A folder's headers.json ({"Header": "value"}) is sent with the pages of that folder; `{{nonce}}` in
// a value and in the page itself becomes a nonce of that response, `{{hub}}` the address of the hub.
//
//   node tools/serve.mjs --port 8080 --hub COMMAND   with a hub beside, run by the palabre command
import { randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import { dirname, extname, join, normalize, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startDemoHub } from './demo-hub.mjs'

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..')
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.ndjson': 'application/x-ndjson',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.txt': 'text/plain; charset=utf-8',
}

export const routes = {
  '/dist/': join(ROOT, 'dist'),
  '/demo/': join(ROOT, 'build', 'demo'),
  '/': join(ROOT, 'examples'),
}

/** The file that a path names below its route's folder, or null: nothing outside is ever served. */
export function fileOf(path, table = routes) {
  let decoded
  try {
    decoded = decodeURIComponent(path)
  } catch {
    return null
  }
  if (decoded.includes('\0') || decoded.includes('\\') || decoded.split('/').includes('..')) return null
  if (decoded.split('/').some(part => part.startsWith('.'))) return null
  const prefix = Object.keys(table)
    .sort((a, b) => b.length - a.length)
    .find(route => decoded.startsWith(route))
  if (prefix === undefined) return null
  const base = table[prefix]
  const file = normalize(join(base, decoded.slice(prefix.length)))
  return file === base || file.startsWith(base + sep) ? file : null
}

async function headersBeside(file) {
  try {
    return JSON.parse(await readFile(join(dirname(file), 'headers.json'), 'utf8'))
  } catch (error) {
    if (error.code === 'ENOENT') return {}
    throw error
  }
}

async function page(file, response, hub) {
  const nonce = randomBytes(16).toString('base64')
  const fill = text => text.replaceAll('{{nonce}}', nonce).replaceAll('{{hub}}', hub)
  for (const [name, value] of Object.entries(await headersBeside(file))) response.setHeader(name, fill(value))
  response.end(fill(await readFile(file, 'utf8')))
}

async function answer(request, response, { table, hub }) {
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405)
  const path = request.url.split(/[?#]/)[0]
  let file = fileOf(path, table)
  if (file === null) return refuse(response, 404)
  let found = await stat(file).catch(() => null)
  if (found?.isDirectory()) {
    if (!path.endsWith('/')) {
      // One leading slash: `//host` would send the reader to another site.
      response.setHeader('Location', `/${path.replace(/^\/+/, '')}/`)
      return refuse(response, 301)
    }
    file = join(file, 'index.html')
    found = await stat(file).catch(() => null)
  }
  if (!found?.isFile()) return refuse(response, 404)
  const extension = extname(file)
  response.setHeader('Content-Type', TYPES[extension] ?? 'application/octet-stream')
  response.setHeader('Cache-Control', 'no-cache')
  response.setHeader('X-Content-Type-Options', 'nosniff')
  // A site may host the files elsewhere than its pages; so may a test.
  if (extension !== '.html') response.setHeader('Access-Control-Allow-Origin', '*')
  if (extension === '.html') return page(file, response, hub)
  response.setHeader('Content-Length', found.size)
  if (request.method === 'HEAD') return response.end()
  createReadStream(file)
    .on('error', () => response.destroy())
    .pipe(response)
}

function refuse(response, status) {
  response.statusCode = status
  response.setHeader('Content-Type', 'text/plain; charset=utf-8')
  response.end(`${status}\n`)
}

/** Starts on this machine only. `port` 0 takes a free one; `hub` is what pages name as theirs. */
export function serve({ port = 0, table = routes, hub = '' } = {}) {
  const server = createServer((request, response) => {
    answer(request, response, { table, hub }).catch(error => {
      process.stderr.write(`${request.url}: ${error.stack}\n`)
      if (response.headersSent) response.destroy()
      else refuse(response, 500)
    })
  })
  return new Promise((resolve, reject) => {
    server.on('error', reject)
    server.listen(port, '127.0.0.1', () => {
      resolve({
        address: `http://localhost:${server.address().port}/`,
        close: () =>
          new Promise(done => {
            server.close(done)
            server.closeAllConnections?.()
          }),
      })
    })
  })
}

function option(name) {
  const at = process.argv.indexOf(`--${name}`)
  return at > 0 ? process.argv[at + 1] : undefined
}

async function main() {
  const port = Number(option('port') ?? 8080)
  const command = option('hub')
  const start = async () => {
    const hub = command
      ? await startDemoHub(command, join(ROOT, 'build', 'demo', 'hub')).catch(error => {
          process.stderr.write(`The hub did not start, so examples/hub/ stays in one browser: ${error.message}\n`)
          return null
        })
      : null
    // Somebody's other server may sit on the usual port.
    const site = await serve({ port, hub: hub?.url }).catch(error => {
      if (error.code !== 'EADDRINUSE') throw error
      return serve({ port: 0, hub: hub?.url })
    })
    return { hub, site }
  }
  const starting = start()
  // What is just being started would outlive this process.
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.once(signal, async () => {
      const { hub, site } = await starting
      await Promise.all([hub?.end(), site.close()])
      process.exit(0)
    })
  const { site } = await starting
  process.stdout.write(`Palabre is at ${site.address}  (Ctrl-C stops it)\n`)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main()
