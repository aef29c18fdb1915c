// The transfer sizes of dist/, against the budgets of docs/figures.md, by manifest.json.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

/** Bytes and requests; the loader is counted as gzip, what a reader downloads as brotli. */
export const BUDGET = { loaderGzip: 2500, readerBrotli: 110_000, readerRequests: 5, mapBrotli: 45_000 }

export function sizesOf(bytes) {
  return {
    bytes: bytes.length,
    gzip: gzipSync(bytes, { level: 9 }).length,
    brotli: brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length,
  }
}

/**
 * What one reader downloads to debate and vote (loader, elements, core, the costliest locale), what the map
 * takes on top (its module and its chunk: the sentences come with the first chunk of any), the sizes of every
 * file, and the figures as tools/bench prints them.
 */
export function measureDist(folder) {
  const { files } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))
  const sizes = {}
  for (const [key, { name }] of Object.entries(files)) {
    sizes[key] = { name, ...sizesOf(readFileSync(join(folder, name))) }
  }
  const locales = Object.keys(sizes).filter(key => key.startsWith('locale.'))
  const [locale] = locales.sort((a, b) => sizes[b].brotli - sizes[a].brotli)
  const visit = ['palabre.js', 'bundle', 'core.wasm', locale, 'chunk.acts']
  for (const key of visit) if (!sizes[key]) throw new Error(`dist/manifest.json has no ${key ?? 'locale'}`)
  const total = visit.reduce((sum, key) => sum + sizes[key].brotli, 0)
  const figures = Object.entries(sizes).map(([key, { gzip, brotli }]) => ({
    what: `${key} (gzip ${gzip})`,
    value: brotli,
    unit: 'B brotli',
  }))
  figures.push(
    { what: 'loader', value: sizes['palabre.js'].gzip, unit: 'B gzip', budget: BUDGET.loaderGzip },
    { what: 'first visit', value: total, unit: 'B brotli', budget: BUDGET.readerBrotli },
    {
      what: 'the map',
      value: sizes['map.wasm'].brotli + sizes['chunk.map'].brotli,
      unit: 'B brotli',
      budget: BUDGET.mapBrotli,
    },
    { what: 'first visit', value: visit.length, unit: 'requests', budget: BUDGET.readerRequests },
  )
  return { sizes, visit, figures }
}
