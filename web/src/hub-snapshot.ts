// A reader who is far behind fetches the hub's list over HTTP, and holds it to the snapshot that the hub
// signed: the root of the Merkle tree over all positions (RFC 6962, 2.1).
import type { Checker } from './session-parts'
import { loadPlainCrypto } from './identity'
import { readMessage, type Reset } from './hub-wire'
import { readJson, writeJson } from './json'
import { pause, SLICE_MS } from './slices'

const PREFIX = 'palabre snapshot 1\n'

/** What the hub gave is not what it signed. */
export class FalseSnapshot extends Error {}

export interface Snapshot {
  epoch: string
  size: number
  root: string
}

export interface Source {
  /** The hub's address over HTTP. */
  http: string
  debate: string
  clerk: string
  checker: Checker
}

/** The hub's signed word on its list. Throws `FalseSnapshot` where the signature is not good. */
export async function fetchSnapshot(source: Source, { epoch, snapshot }: Reset): Promise<Snapshot> {
  const response = await fetch(new URL(snapshot.replace(/^\//, ''), source.http), { credentials: 'omit' })
  if (!response.ok) throw new Error(`HTTP ${response.status}`)
  const { snapshot: text, sig } = (await response.json()) as { snapshot?: unknown; sig?: unknown }
  if (typeof text !== 'string' || typeof sig !== 'string' || !text.startsWith(PREFIX))
    throw new FalseSnapshot('no snapshot')
  if (!source.checker.signed(source.clerk, sig, text)) throw new FalseSnapshot('the signature')
  const said = readJson<Snapshot & { debate: string }>(text.slice(PREFIX.length))
  if (said.debate !== source.debate || said.epoch !== epoch) throw new FalseSnapshot('of another list')
  return said
}

/**
 * Positions 1 to `size`, in pieces; at the end the root is compared. Throws `FalseSnapshot` where it is
 * another one. What was handed out before is signed by its authors all the same.
 */
export async function* fetchList(
  source: Source,
  { epoch, size, root }: Snapshot,
): AsyncGenerator<{ lines: string[]; to: number }> {
  const tree = await Tree.make()
  for (let after = 0; after < size;) {
    const address = new URL(`debates/${source.debate}/entries`, source.http)
    address.search = `epoch=${encodeURIComponent(epoch)}&after=${after}&to=${size}`
    const response = await fetch(address, { credentials: 'omit' })
    if (!response.ok) throw new Error(`HTTP ${response.status}`)
    const said = readMessage(await response.text())
    if (said?.type !== 'entries' || said.after !== after || said.lines.length !== said.to - after || said.to <= after)
      throw new Error('no entries')
    await tree.add(said.lines)
    yield { lines: said.lines, to: said.to }
    after = said.to
  }
  if ((await tree.root()) !== root) throw new FalseSnapshot('the root')
}

type Digest = (bytes: Uint8Array<ArrayBuffer>) => Promise<Uint8Array>

/** The tree as the roots of its whole parts, the largest first. */
class Tree {
  readonly #parts: { size: number; hash: Uint8Array }[] = []
  readonly #digest: Digest
  readonly #encoder = new TextEncoder()

  private constructor(digest: Digest) {
    this.#digest = digest
  }

  static async make(): Promise<Tree> {
    const { subtle } = crypto as Partial<Crypto>
    if (subtle) return new Tree(async bytes => new Uint8Array(await subtle.digest('SHA-256', bytes)))
    const plain = await loadPlainCrypto()
    return new Tree(async bytes => plain.sha256(bytes))
  }

  async add(lines: readonly string[]): Promise<void> {
    let start = performance.now()
    for (const line of lines) {
      if (performance.now() - start >= SLICE_MS / 2) {
        await pause()
        start = performance.now()
      }
      const { head, sig } = readJson<{ head: string; sig: string }>(line)
      let part = { size: 1, hash: await this.#digest(this.#encoder.encode(`\0${writeJson({ head, sig })}`)) }
      while (this.#parts[this.#parts.length - 1]?.size === part.size) {
        part = { size: part.size * 2, hash: await this.#join(this.#parts.pop()!.hash, part.hash) }
      }
      this.#parts.push(part)
    }
  }

  /** base64url. */
  async root(): Promise<string> {
    const parts = [...this.#parts]
    let hash = parts.pop()?.hash ?? (await this.#digest(new Uint8Array(0)))
    while (parts.length) hash = await this.#join(parts.pop()!.hash, hash)
    return btoa(String.fromCharCode(...hash))
      .replace(/\+/g, '-')
      .replace(/\//g, '_')
      .replace(/=+$/, '')
  }

  #join(left: Uint8Array, right: Uint8Array): Promise<Uint8Array> {
    const bytes = new Uint8Array(1 + left.length + right.length)
    bytes[0] = 1
    bytes.set(left, 1)
    bytes.set(right, 1 + left.length)
    return this.#digest(bytes)
  }
}
