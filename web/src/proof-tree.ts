// The Merkle tree over a hub's list (RFC 6962, 2.1), as far as its root needs it, and what can be proved of it.
import { loadPlainCrypto, toBase64url } from './identity'
import { fromBase64url } from './base64url'
import { readJson, writeJson } from './json'
import { once } from './load-module'
import { pause, SLICE_MS } from './slices'

/** 32 bytes. */
export type Hash = Uint8Array<ArrayBuffer>
type Digest = (bytes: Uint8Array<ArrayBuffer>) => Promise<Hash>

const encoder = new TextEncoder()
/** A browser hashes in threads of its own: so many at once. */
const AT_ONCE = 64

const digesting = new Map<string, Promise<Digest>>()

/** SHA-256; on pages without https a library's. */
export async function sha256Of(bytes: Uint8Array<ArrayBuffer>): Promise<Hash> {
  const digest = await once(digesting, '', async () => {
    const { subtle } = crypto as Partial<Crypto>
    if (subtle) return async (of: Uint8Array<ArrayBuffer>) => new Uint8Array(await subtle.digest('SHA-256', of))
    const plain = await loadPlainCrypto()
    return async (of: Uint8Array<ArrayBuffer>) => new Uint8Array(plain.sha256(of))
  })
  return digest(bytes)
}

/** The leaf of an entry's line: head and signature, whatever else it has. */
export function leafHash(line: string): Promise<Hash> {
  const { head, sig } = readJson<{ head: string; sig: string }>(line)
  return sha256Of(encoder.encode(`\0${writeJson({ head, sig })}`))
}

function joined(left: Hash, right: Hash): Promise<Hash> {
  const bytes = new Uint8Array(1 + left.length + right.length)
  bytes[0] = 1
  bytes.set(left, 1)
  bytes.set(right, 1 + left.length)
  return sha256Of(bytes)
}

export class Tree {
  #size = 0
  /** The roots of the full trees that it falls into, the largest first: one for each bit of its size. */
  readonly #parts: Hash[] = []

  get size(): number {
    return this.#size
  }

  /** As texts, for `from`. */
  get parts(): string[] {
    return this.#parts.map(toBase64url)
  }

  /** The tree of so many leaves that has these parts. */
  static from(size: number, parts: readonly string[]): Tree {
    const tree = new Tree()
    tree.#size = size
    for (const part of parts) tree.#parts.push(fromBase64url(part))
    return tree
  }

  /** Adds entries' lines, in slices. */
  async add(lines: readonly string[]): Promise<void> {
    let start = performance.now()
    for (let from = 0; from < lines.length; from += AT_ONCE) {
      const leaves = await Promise.all(lines.slice(from, from + AT_ONCE).map(leafHash))
      for (const leaf of leaves) await this.#add(leaf)
      if (performance.now() - start >= SLICE_MS / 2) {
        await pause()
        start = performance.now()
      }
    }
  }

  async #add(leaf: Hash): Promise<void> {
    let hash = leaf
    for (let rest = this.#size; rest % 2 === 1; rest = (rest - 1) / 2) hash = await joined(this.#parts.pop()!, hash)
    this.#parts.push(hash)
    this.#size += 1
  }

  async root(): Promise<Hash> {
    const parts = [...this.#parts]
    let hash = parts.pop() ?? (await sha256Of(new Uint8Array(0)))
    while (parts.length) hash = await joined(parts.pop()!, hash)
    return hash
  }
}

export function isSame(a: Hash, b: Hash): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i])
}

/** Hashes as JSON has them; null where one is none. */
export function pathOf(texts: unknown): Hash[] | null {
  // A tree of 2^53 leaves is 53 high.
  if (!Array.isArray(texts) || texts.length > 110) return null
  try {
    const path = texts.map(text => fromBase64url(String(text)))
    return path.every(hash => hash.length === 32) ? path : null
  } catch {
    return null
  }
}

export interface TreeHead {
  size: number
  root: Hash
}

const half = (n: number): number => Math.floor(n / 2)

/** Whether `path` shows that `leaf` is number `index`, from 0, of that tree (RFC 9162, 2.1.3.2). */
export async function isIncluded(leaf: Hash, index: number, of: TreeHead, path: readonly Hash[]): Promise<boolean> {
  if (index >= of.size) return false
  let [at, last, root] = [index, of.size - 1, leaf]
  for (const hash of path) {
    if (last === 0) return false
    if (at % 2 === 1 || at === last) {
      root = await joined(hash, root)
      for (; at % 2 === 0 && at > 0; at = half(at)) last = half(last)
    } else {
      root = await joined(root, hash)
    }
    at = half(at)
    last = half(last)
  }
  return last === 0 && isSame(root, of.root)
}

/** Whether `path` shows that `later` begins with all of `earlier` (RFC 9162, 2.1.4.2). */
export async function isContinued(earlier: TreeHead, later: TreeHead, path: readonly Hash[]): Promise<boolean> {
  if (earlier.size > later.size) return false
  if (earlier.size === later.size) return path.length === 0 && isSame(earlier.root, later.root)
  if (earlier.size === 0) return path.length === 0
  let [at, last] = [earlier.size - 1, later.size - 1]
  for (; at % 2 === 1; at = half(at)) last = half(last)
  // An earlier tree that is full is a part of the later one as it is.
  const [first, ...rest] = at === 0 ? [earlier.root, ...path] : path
  if (!first) return false
  let [former, root] = [first, first]
  for (const hash of rest) {
    if (last === 0) return false
    if (at % 2 === 1 || at === last) {
      former = await joined(hash, former)
      root = await joined(hash, root)
      for (; at % 2 === 0 && at > 0; at = half(at)) last = half(last)
    } else {
      root = await joined(root, hash)
    }
    at = half(at)
    last = half(last)
  }
  return last === 0 && isSame(former, earlier.root) && isSame(root, later.root)
}
