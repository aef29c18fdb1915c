// What is said to a hub and by it (docs/hub-protocol.md), as texts: a first line that says what it is,
// then entries, a line each.
import { readJson, writeJson } from './json'

export const PROTOCOL = 'palabre.v1'
/** What a client's message may hold; some room is left for its first line. */
const ENTRIES_MOST = 500
const BYTES_MOST = 262_144 - 1024

export interface Cursor {
  epoch: string
  after: number
}

/** Errors after which the hub would only say the same again. */
export const FINAL = new Set(['hello', 'owner', 'site', 'origin', 'ended'])

export interface Welcome {
  type: 'welcome'
  debate: string
  epoch: string
  head: number
  owner: string
  clerk: string
  /** The hub's clock, ms. */
  time?: number
  /** By the hub's configuration a moderator reads first. */
  read_first?: boolean
}
export interface Entries {
  type: 'entries'
  after: number
  to: number
  epoch?: string
  head?: number
  /** Questions whose ballots are held back no longer, with these positions. */
  released?: string[]
}
export interface Bodies {
  type: 'bodies'
  question: string
  /** Over HTTP alone: how far it reaches, and whether there is more behind it. */
  to?: number
  more?: boolean
}
export interface Receipt {
  type: 'receipt'
}
export interface Refuse {
  type: 'refuse'
  id: string
  reason: string
  refusal: string
  sig: string
  /** Whom to ask. */
  contact?: string
}
export interface HubError {
  type: 'error'
  code: string
  what?: string
  id?: string
  expects?: number
  retry?: number
  /** What a new key has to work on (hub-work.ts). */
  work?: unknown
}
export interface Reset {
  type: 'reset'
  why: 'epoch' | 'behind'
  epoch: string
  head: number
  snapshot: string
}
export interface Heartbeat {
  type: 'heartbeat'
}
export type Said = (Welcome | Entries | Bodies | Receipt | Refuse | HubError | Reset | Heartbeat) & {
  lines: string[]
}

/** A message taken apart; null for what is none, or of a type that this version does not know. */
export function readMessage(text: string): Said | null {
  const [first, ...lines] = text.split('\n')
  let said: Record<string, unknown>
  try {
    said = readJson(first!)
  } catch {
    return null
  }
  return typeof said === 'object' && said !== null && isSaid(said) ? { ...said, lines } : null
}

/** What must be there, by type, and what it is. */
const SHAPES: Record<string, Record<string, 'string' | 'number'>> = {
  welcome: { debate: 'string', epoch: 'string', head: 'number', owner: 'string', clerk: 'string' },
  entries: { after: 'number', to: 'number' },
  bodies: { question: 'string' },
  receipt: {},
  refuse: { id: 'string', reason: 'string', refusal: 'string', sig: 'string' },
  error: { code: 'string' },
  reset: { why: 'string', epoch: 'string', head: 'number', snapshot: 'string' },
  heartbeat: {},
}

function isSaid(said: Record<string, unknown>): said is Record<string, unknown> & Exclude<Said, 'lines'> {
  const shape = typeof said['type'] === 'string' ? SHAPES[said['type']] : undefined
  return shape !== undefined && Object.keys(shape).every(key => typeof said[key] === shape[key])
}

export function formed(header: Record<string, unknown>, lines: readonly string[] = []): string {
  return [writeJson(header), ...lines].join('\n')
}

/** As many of these lines as one message takes: at least one. */
export function fitting(lines: readonly string[]): number {
  let bytes = 0
  let count = 0
  for (const line of lines) {
    // A UTF-16 unit is at most 3 bytes of UTF-8.
    bytes += 1 + (line.length * 3 < BYTES_MOST / 8 ? line.length * 3 : new TextEncoder().encode(line).length)
    if (count && (bytes > BYTES_MOST || count === ENTRIES_MOST)) break
    count += 1
  }
  return count
}

/** Where the hub is: `hub` as the page writes it, `http(s)` or `ws(s)`. */
export function addressesOf(hub: string): { http: string; ws: string } {
  const url = new URL(hub, document.baseURI)
  url.hash = url.search = ''
  if (!url.pathname.endsWith('/')) url.pathname += '/'
  const as = (protocol: string): string => url.href.replace(/^[a-z]+/, protocol)
  const safe = /^(https|wss):/.test(url.protocol) ? 's' : ''
  return { http: as(`http${safe}`), ws: as(`ws${safe}`) }
}
