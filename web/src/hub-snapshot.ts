// A reader who is far behind fetches the hub's list over HTTP, and holds it to the snapshot that the hub
// signed: the root of the Merkle tree over all positions.
import type { Kept } from './hub-kept'
import { rootOf } from './hub-list'
import type { DebateSession } from './session'
import { readMessage, type Entries, type Reset } from './hub-wire'
import { readJson } from './json'

const PREFIX = 'palabre snapshot 1\n'

/** What the hub gave is not what it signed. */
export class FalseSnapshot extends Error {}

interface Snapshot {
  epoch: string
  size: number
  root: string
}

export interface Source {
  /** The hub's address over HTTP. */
  http: string
  session: DebateSession
  clerk: string
}

/** The hub's signed word on its list. Throws `FalseSnapshot` where the signature is not good. */
async function fetchSnapshot(source: Source, { epoch, snapshot }: Reset): Promise<Snapshot> {
  const response = await fetch(new URL(snapshot.replace(/^\//, ''), source.http), { credentials: 'omit' })
  if (!response.ok) throw new Error(`HTTP ${response.status}`)
  const { snapshot: text, sig } = (await response.json()) as { snapshot?: unknown; sig?: unknown }
  if (typeof text !== 'string' || typeof sig !== 'string' || !text.startsWith(PREFIX))
    throw new FalseSnapshot('no snapshot')
  if (!(await source.session.checker()).signed(source.clerk, sig, text)) throw new FalseSnapshot('the signature')
  const said = readJson<Snapshot & { debate: string }>(text.slice(PREFIX.length))
  if (said.debate !== source.session.debate || said.epoch !== epoch) throw new FalseSnapshot('of another list')
  return said
}

/**
 * What is behind `kept`, up to the last position of the snapshot that the hub signs, in pieces: what it would have
 * sent. Each is in `kept` before the next; what is there at the end has the root that was signed, or
 * `FalseSnapshot` is thrown.
 */
export async function* fetchList(
  source: Source,
  reset: Reset,
  kept: Kept,
): AsyncGenerator<Entries & { lines: string[] }> {
  const { epoch, size, root } = await fetchSnapshot(source, reset)
  for (let from = kept.after; from < size; from = kept.after) {
    const address = new URL(`debates/${source.session.debate}/entries`, source.http)
    address.search = `epoch=${encodeURIComponent(epoch)}&after=${from}&to=${size}`
    const response = await fetch(address, { credentials: 'omit' })
    if (!response.ok) throw new Error(`HTTP ${response.status}`)
    const said = readMessage(await response.text())
    if (said?.type !== 'entries' || said.after !== from || said.to <= from || said.to > size)
      throw new Error('no entries')
    yield said
    if (kept.after !== said.to) throw new Error('not taken')
  }
  if (kept.after === size && (await rootOf(kept)) !== root) throw new FalseSnapshot('the root')
}
