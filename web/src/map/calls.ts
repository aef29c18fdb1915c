// The only file that touches the memory of palabre-map (src/wasm/palabre_map.h): one map as methods that
// speak numbers. All maps of a page live in one instance of the module.
import { loadEngineModule, type WasmExports } from '../load-module'
import { Trouble } from '../trouble'

/** A claim at one of its places; 0 is the thesis. */
export type Row = number
export const NO_ROW: Row = 0xffffffff

export const VIEW = { tree: 0, sunburst: 1, icicle: 2 } as const
export type ViewOfMap = keyof typeof VIEW
export const SHARE = { claims: 0, judgements: 1 } as const
export type Share = keyof typeof SHARE
export const HIGHLIGHT = { none: 0, carries: 1, turns: 2, unjudged: 3 } as const
export type Highlight = keyof typeof HIGHLIGHT
export const WAY = { parent: 0, child: 1, next: 2, previous: 3 } as const
export type Way = keyof typeof WAY
const LIST = { open: 0, unmeasured: 1, labels: 2, highlighted: 3 } as const
export const SEMANTICS = ['df-quad', 'quadratic-energy', 'euler-based', 'mlp-based'] as const

/** x, y, width and height in CSS pixels of the stage. */
export type Box = [x: number, y: number, width: number, height: number]

/** What ImGui's draw list holds, in memory of the module: read before the next call. */
export interface Drawing {
  vertices: Uint8Array
  indices: Uint8Array
  /** first, count and texture of each command. */
  commands: Uint32Array
  moving: boolean
}
export interface Texture {
  width: number
  height: number
  bytes: Uint8Array
}
/** What the map knows of a claim: strengths in [0,1]. */
export interface RowValues {
  base: number
  strength: number
  /** As the debate has it, whatever is supposed here. */
  recorded: number
  judged: number
  /** By semantics, in the order of SEMANTICS, with what is supposed. */
  spread: number[]
  /** The base score at which the thesis turns; null where there is none. */
  turns: number | null
  /** How many claims below it the tree has folded away. */
  folded: number
}

type Call = (...given: number[]) => number
const PREFIX = 'palabre_'

interface Instance {
  memory: WasmExports['memory']
  /** By name without `palabre_`. */
  call: Record<string, Call>
  /** Out of memory: every map in it is gone. */
  lost: boolean
}

let coming: Promise<Instance> | null = null

/** The page's instance, fetched once. Throws `Trouble`. */
export function loadMaps(): Promise<Instance> {
  coming ??= loadEngineModule('map', 'wasm').then(({ exports }) => ({
    memory: exports.memory,
    call: Object.fromEntries(
      Object.entries(exports).map(([name, call]) => [name.slice(PREFIX.length), call as Call]),
    ),
    lost: false,
  }))
  coming.catch(() => (coming = null))
  return coming
}

/** Of `palabre_map_fold`. */
const TURN = 2
/** Room for what calls answer: the largest is ten doubles. */
const OUT_BYTES = 128

export class MapCalls {
  /** Told once when memory ran out and the map is gone. */
  lost: (error: Trouble) => void = () => undefined
  readonly #in: Instance
  readonly #out: number
  readonly #handle: number

  /** `columns`: docs/engine.md. Throws `Trouble` where they are broken or memory ran out. */
  constructor(instance: Instance, columns: Uint8Array) {
    this.#in = instance
    this.#out = this.#call('alloc', OUT_BYTES)
    this.#handle = this.#lending([columns], at => this.#call('map_open', at, columns.length))
    if (!this.#handle) throw new Trouble('wasm-broken', 'palabre-map takes no such columns')
  }

  close(): void {
    if (this.#in.lost) return
    this.#call('map_close', this.#handle)
    this.#call('free', this.#out)
  }

  /** `was`: for each new row the old one, or NO_ROW. */
  renew(columns: Uint8Array, was: Uint32Array): void {
    this.#lending([columns, was], (at, wasAt) => this.#on('map_renew', at, columns.length, wasAt, was.length))
  }

  stage(width: number, height: number, ratio: number): void {
    this.#on('map_stage', width, height, ratio)
  }

  /** 0xAABBGGRR in the order of `map/colours.ts`. */
  colours(colours: Uint32Array): void {
    this.#lending([colours], at => this.#on('map_colours', at, colours.length))
  }

  still(still: boolean): void {
    this.#on('map_still', Number(still))
  }

  show(view: ViewOfMap, share: Share): void {
    this.#on('map_show', VIEW[view], SHARE[share])
  }

  highlight(which: Highlight): void {
    this.#on('map_highlight', HIGHLIGHT[which])
  }

  focus(row: Row): void {
    this.#on('map_focus', row)
  }

  /** Shows all answers of a claim where some are folded away, else none. */
  turn(row: Row): void {
    this.#on('map_fold', row, TURN)
  }

  choose(row: Row): void {
    this.#on('map_choose', row)
  }

  point(row: Row): void {
    this.#on('map_point', row)
  }

  walk(row: Row, way: Way): Row {
    return this.#on('map_walk', row, WAY[way]) >>> 0
  }

  /** `mark`: it is the sign that folds and opens. */
  hit(x: number, y: number): { row: Row; mark: boolean } {
    const row = this.#on('map_hit', x, y, this.#out) >>> 0
    return { row, mark: row !== NO_ROW && this.#shown().getUint32(0, true) === 1 }
  }

  /** Where a claim is drawn; null where it is not shown. */
  box(row: Row): Box | null {
    if (this.#on('map_box', row, this.#out)) return null
    const shown = this.#shown()
    return [0, 4, 8, 12].map(at => shown.getFloat32(at, true)) as Box
  }

  /** At most `most` rows of a list. */
  rows(list: keyof typeof LIST, most = Infinity): Row[] {
    if (this.#on('map_rows', LIST[list], this.#out)) return []
    const span = this.#shown()
    const count = Math.min(most, span.getUint32(4, true) / 4)
    return [...new Uint32Array(this.#in.memory.buffer, span.getUint32(0, true), count)]
  }

  pan(dx: number, dy: number): void {
    this.#on('map_pan', dx, dy)
  }

  zoom(factor: number, x: number, y: number): void {
    this.#on('map_zoom', factor, x, y)
  }

  fit(): void {
    this.#on('map_fit')
  }

  /** CSS pixels of one world pixel. */
  scale(): number {
    return this.#on('map_camera', this.#out) ? 1 : this.#shown().getFloat64(0, true)
  }

  /** `sizes`: width and height of each row's text at scale 1. */
  measure(rows: readonly Row[], sizes: readonly number[]): void {
    this.#lending([new Uint32Array(rows), new Float32Array(sizes)], (at, sizesAt) =>
      this.#on('map_measure', at, sizesAt, rows.length),
    )
  }

  /** `corners`: u0 v0 u1 v1 in the atlas. */
  label(row: Row, scale: number, corners: readonly number[]): void {
    this.#lending([new Float32Array(corners)], at => this.#on('map_label', row, scale, at))
  }

  /** The atlas was cleared; `sizes`: the fonts are others too. */
  unlabel(sizes: boolean): void {
    this.#on('map_unlabel', Number(sizes))
  }

  labelScale(): number {
    return this.#on('map_label_scale')
  }

  /** null takes it back. */
  suppose(row: Row, base: number | null): void {
    this.#on('map_suppose', row, base ?? -1)
  }

  forget(): void {
    this.#on('map_forget')
  }

  weighBy(semantics: number): void {
    this.#on('map_weigh_by', semantics)
  }

  settle(): void {
    this.#on('map_settle')
  }

  values(row: Row): RowValues | null {
    if (this.#on('map_row', row, this.#out)) return null
    const shown = this.#shown()
    const all = Array.from({ length: 10 }, (_, at) => shown.getFloat64(at * 8, true))
    const [base = 0, strength = 0, recorded = 0, judged = 0] = all
    const [turns = NaN, folded = 0] = all.slice(8)
    return { base, strength, recorded, judged, spread: all.slice(4, 8), turns: isNaN(turns) ? null : turns, folded }
  }

  /** Null where the module refuses. */
  frame(now: number): Drawing | null {
    if (this.#on('map_frame', now, this.#out)) return null
    const shown = this.#shown()
    const [vertices, vertexCount, indices, indexCount, commands, commandCount, moving] = Array.from(
      { length: 7 },
      (_, at) => shown.getUint32(at * 4, true),
    ) as [number, number, number, number, number, number, number]
    const { buffer } = this.#in.memory
    return {
      vertices: new Uint8Array(buffer, vertices, vertexCount * 20),
      indices: new Uint8Array(buffer, indices, indexCount * 4),
      commands: new Uint32Array(buffer, commands, commandCount * 3),
      moving: moving !== 0,
    }
  }

  /** Texture 0, where it has changed since it was last asked for, or `always`. */
  texture(always: boolean): Texture | null {
    const at = this.#out
    if (this.#on('map_texture', at, at + 4, at + 8, at + 16)) return null
    const shown = this.#shown()
    const word = (offset: number) => shown.getUint32(offset, true)
    if (!always && word(8) === 0) return null
    return { width: word(0), height: word(4), bytes: new Uint8Array(this.#in.memory.buffer, word(16), word(20)) }
  }

  /** Ten numbers a shape (palabre_map.h, Export), as a copy. */
  shapes(): Float32Array {
    if (this.#on('map_shapes', this.#out)) return new Float32Array(0)
    const span = this.#shown()
    return new Float32Array(this.#in.memory.buffer, span.getUint32(0, true), span.getUint32(4, true) / 4).slice()
  }

  #on(name: string, ...given: number[]): number {
    return this.#call(name, this.#handle, ...given)
  }

  #call(name: string, ...given: number[]): number {
    if (this.#in.lost) throw new Trouble('memory', 'palabre-map')
    try {
      return this.#in.call[name]!(...given)
    } catch (error) {
      // Only lack of memory makes it trap: the next map begins in another instance.
      this.#in.lost = true
      coming = null
      const trouble = new Trouble('memory', `palabre-map: ${String(error)}`)
      this.lost(trouble)
      throw trouble
    }
  }

  /** Puts arrays into the module's memory for one call. */
  #lending<T>(arrays: (Uint8Array | Uint32Array | Float32Array)[], call: (...at: number[]) => T): T {
    const lent = arrays.map(array => {
      const at = this.#call('alloc', array.byteLength)
      new Uint8Array(this.#in.memory.buffer, at, array.byteLength).set(
        new Uint8Array(array.buffer, array.byteOffset, array.byteLength),
      )
      return at
    })
    try {
      return call(...lent)
    } finally {
      if (!this.#in.lost) for (const at of lent) this.#call('free', at)
    }
  }

  /** The buffer is another one after memory has grown. */
  #shown(): DataView {
    return new DataView(this.#in.memory.buffer, this.#out, OUT_BYTES)
  }
}
