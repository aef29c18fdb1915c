// The transfer sizes of dist/, against the budgets of ARCHITECTURE.md. manifest.json says what
// belongs to a reader's first visit.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const LOADER = 'palabre.js'
const LOADER_GZIP = 2500
const READER_BROTLI = 110_000
const READER_REQUESTS = 5

export function sizesOf(bytes) {
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }
  return {
    bytes: bytes.length,
    gzip: gzipSync(bytes, { level: 9 }).length,
    brotli: brotliCompressSync(bytes, quality).length,
  }
}

/** Hashed names to what a site's files are for: `core.3f2a9c1b.wasm` is `core.wasm`. */
const plainName = (name) => name.replace(/[.-][0-9A-Za-z_-]{8,}(?=\.[a-z]+$)/, '')

/** What one reader downloads to debate and vote: the loader, the elements, the core, one locale. */
export function readersFiles(names) {
  const largest = (pattern) => names.filter((name) => pattern.test(plainName(name)))
  return {
    loader: largest(/^palabre\.js$/).filter((name) => name === LOADER),
    elements: largest(/^(elements|widget|index|palabre)\.js$/).filter((name) => name !== LOADER),
    core: largest(/^(palabre-)?core\.wasm$/),
    locale: largest(/^(locale|messages)[.-][a-z]{2}\.js$|^[a-z]{2}\.js$/),
  }
}

export function measureDist(folder) {
  const names = readdirSync(folder).filter((name) => name !== 'manifest.json').sort()
  const sizes = new Map(names.map((name) => [name, sizesOf(readFileSync(join(folder, name)))]))
  const reader = readersFiles(names)
  const brotli = (name) => sizes.get(name).brotli
  // The reader's locale is whichever costs most.
  const locale = reader.locale.sort((a, b) => brotli(b) - brotli(a)).slice(0, 1)
  const visit = [...reader.loader, ...reader.elements, ...reader.core, ...locale]
  const total = visit.reduce((sum, name) => sum + brotli(name), 0)
  const figures = names.map((name) => ({ what: `file ${name}`, value: brotli(name), unit: 'B brotli' }))
  figures.push(
    { what: 'loader', value: sizes.get(LOADER)?.gzip ?? Infinity, unit: 'B gzip', budget: LOADER_GZIP },
    { what: 'first visit', value: total, unit: 'B brotli', budget: READER_BROTLI },
    { what: 'first visit', value: visit.length, unit: 'requests', budget: READER_REQUESTS },
  )
  return { sizes, reader, visit, figures }
}
