// Parts of the widget that many readers never need: files of their own, made by web/build.mjs from
// chunk-NAME.ts, fetched when asked for and held to their published hash like all others.
import { signal, type Signal } from './signals'
import { loadScript, once } from './load-module'
import { loadLaterMessages } from './locales'
import { shared } from './shared'

export interface Chunks {
  acts: typeof import('./chunk-acts')
  companions: typeof import('./chunk-companions')
  panels: typeof import('./chunk-panels')
  ballots: typeof import('./chunk-ballots')
  results: typeof import('./chunk-results')
  files: typeof import('./chunk-files')
  study: typeof import('./chunk-study')
  map: typeof import('./chunk-map')
  mandates: typeof import('./chunk-mandates')
  doctor: typeof import('./chunk-doctor')
  hub: typeof import('./chunk-hub')
  tab: typeof import('./chunk-tab')
  devices: typeof import('./chunk-devices')
}
export type ChunkName = keyof Chunks

/** A chunk imports nothing: what it shares with the bundle is handed to it. */
type Made = { default: (lent: Record<string, unknown>) => unknown }

/** Panels look as the style sheets of `acts` say. */
const NEEDS: Partial<Record<ChunkName, ChunkName>> = {
  companions: 'acts',
  panels: 'acts',
  study: 'acts',
  map: 'acts',
  mandates: 'acts',
  ballots: 'acts',
  results: 'ballots',
}

/** These say nothing that only they say. */
const SILENT: readonly ChunkName[] = ['acts', 'companions', 'tab']

const here = new Map<ChunkName, Signal<unknown>>()
const coming = new Map<string, Promise<unknown>>()

function place<Name extends ChunkName>(name: Name): Signal<Chunks[Name] | null> {
  let found = here.get(name)
  if (!found) here.set(name, (found = signal(null)))
  return found as Signal<Chunks[Name] | null>
}

/** The chunk, or null while it is not here; a component that asks is drawn again when it comes. */
export function chunkHere<Name extends ChunkName>(name: Name): Chunks[Name] | null {
  return place(name).value
}

/** Fetches a chunk once; a request that failed is made again when asked again. Throws `Trouble`. */
export function loadChunk<Name extends ChunkName>(name: Name): Promise<Chunks[Name]> {
  return once(coming, name, async () => {
    const first = NEEDS[name]
    const [made] = await Promise.all([
      loadScript<Made>(`chunk.${name}`),
      first && loadChunk(first),
      !SILENT.includes(name) && loadLaterMessages(),
    ])
    return (place(name).value = made.default(shared()) as Chunks[Name])
  }) as Promise<Chunks[Name]>
}
