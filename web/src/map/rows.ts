// The debate's columns (docs/engine.md, Columns) as the map needs them: whose row is whose.
import type { ClaimId } from '../session-types'
import { NO_ROW, type Row } from './calls'

const decoder = new TextDecoder()

export class Rows {
  readonly count: number
  readonly parent: Uint32Array
  /** 0 pro, 1 con, 2 and 3 the same where the claim weighs nothing. */
  readonly stance: Uint8Array
  /** What readers' judgements give each, in [0,1]. */
  readonly base: Float32Array
  readonly #offset: Uint32Array
  readonly #ids: Uint8Array
  #places: Map<ClaimId, Row[]> | null = null

  constructor(readonly bytes: Uint8Array) {
    const { buffer, byteOffset } = bytes
    const n = (this.count = new DataView(buffer, byteOffset).getUint32(4, true))
    let at = byteOffset + 8
    const take = (size: number): number => (at += size) - size
    this.parent = new Uint32Array(buffer, take(4 * n), n)
    this.stance = new Uint8Array(buffer, take((n + 3) & ~3), n)
    this.base = new Float32Array(buffer, take(4 * n), n)
    take(4 * n)
    take(4 * n)
    this.#offset = new Uint32Array(buffer, take(4 * (n + 1)), n + 1)
    this.#ids = new Uint8Array(buffer, at, this.#offset[n] ?? 0)
  }

  id(row: Row): ClaimId {
    if (row === 0) return '~'
    return decoder.decode(this.#ids.subarray(this.#offset[row], this.#offset[row + 1]))
  }

  /** The rows of a claim, one a place; none where the debate has no such claim. */
  of(id: ClaimId): readonly Row[] {
    if (id === '~') return [0]
    if (!this.#places) {
      this.#places = new Map()
      for (let row = 1; row < this.count; row++) {
        const one = this.id(row)
        const rows = this.#places.get(one)
        if (rows) rows.push(row)
        else this.#places.set(one, [row])
      }
    }
    return this.#places.get(id) ?? []
  }

  /** For each row of these, the row that the same place has in `before`, or NO_ROW. */
  since(before: Rows): Uint32Array {
    const was = new Uint32Array(this.count).fill(NO_ROW)
    const least = Math.min(this.count, before.count)
    // What is new mostly comes last: no text is made of what stands where it stood.
    let same = 0
    while (same < least && this.parent[same] === before.parent[same] && this.#sameId(same, before)) {
      was[same] = same
      same++
    }
    if (same === this.count) return was
    const old = new Map<string, Row>()
    for (let row = same; row < before.count; row++) old.set(before.#place(row), row)
    for (let row = same; row < this.count; row++) was[row] = old.get(this.#place(row)) ?? NO_ROW
    return was
  }

  #place(row: Row): string {
    return `${this.id(row)} ${this.id(this.parent[row]!)}`
  }

  #sameId(row: Row, other: Rows): boolean {
    const [start, end] = [this.#offset[row]!, this.#offset[row + 1]!]
    const [from, to] = [other.#offset[row]!, other.#offset[row + 1]!]
    if (end - start !== to - from) return false
    for (let at = start; at < end; at++) if (this.#ids[at] !== other.#ids[from + at - start]) return false
    return true
  }
}
