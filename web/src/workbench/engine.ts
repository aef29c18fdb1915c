// The only file that touches the memory of palabre-workbench (src/wasm/palabre_workbench.h).
import { addressOf, fetchChecked, published, type WasmExports } from '../load-module'
import { ModuleCalls, type ModuleBoundary } from '../module-calls'
import { Trouble } from '../trouble'
import { GlyphPainter } from './glyphs'

type Call = (...given: number[]) => number
const NAMES = [
  'close',
  'copied',
  'dark',
  'file',
  'focus',
  'frame',
  'kept',
  'key',
  'lang',
  'leave',
  'line',
  'open',
  'page',
  'point',
  'press',
  'renew',
  'room',
  'show',
  'take',
  'told_opening',
  'type',
  'wheel',
] as const
type Boundary = ModuleBoundary & Record<`palabre_workbench_${(typeof NAMES)[number]}`, Call>

/** What a debate says of itself once it is open. */
export interface OpenedDebate {
  /** site/name. */
  debate: string
  owner: string
  title: string
  lang: 'fr' | 'en'
  entries: number
  /** Lines that were left out. */
  left: number
}

/** In the order of the boundary. */
export const KEYS = [
  'Tab',
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'ArrowDown',
  'PageUp',
  'PageDown',
  'Home',
  'End',
  'Insert',
  'Delete',
  'Backspace',
  ' ',
  'Enter',
  'Escape',
  'a',
  'c',
  'x',
  'y',
  'z',
]
export const MODE = { debate: 0, room: 1, wall: 2 } as const
const CURSORS = ['default', 'text', 'ew-resize', 'ns-resize', 'pointer', 'default']

/** A texture as it changed: memory of the module, read before the next call. */
export interface TextureChange {
  number: number
  want: 'create' | 'update' | 'destroy'
  x: number
  y: number
  width: number
  height: number
  /** Pixels from one row to the next. */
  row: number
  /** RGBA from the first pixel on, not premultiplied. */
  pixels: Uint8Array
}
const WANTS = ['create', 'update', 'destroy'] as const

export interface Command {
  first: number
  count: number
  texture: number
  left: number
  top: number
  right: number
  bottom: number
}

/** What to draw: vertices and indices are memory of the module, read before the next call. */
export interface Painting {
  vertices: Uint8Array
  indices: Uint8Array
  commands: Command[]
  textures: TextureChange[]
  moves: boolean
  /** What was told is not all taken: that takes frames. */
  lags: boolean
  cursor: string
  /** Where text is being entered, in CSS pixels; null where none is. */
  caret: { x: number; y: number; height: number } | null
  dark: boolean
  lang: 'fr' | 'en'
}

export interface Moment {
  now: number
  wall: number
  width: number
  height: number
  ratio: number
  spent: number
  still: boolean
}

const VERTEX_BYTES = 20
const COMMAND_BYTES = 28
const TEXTURE_BYTES = 32
const PAINTING_BYTES = 64

/** Fetches the module. Throws `Trouble`. */
export async function loadWorkbench(): Promise<Engine> {
  const file = await published('workbench.wasm')
  const response = await fetchChecked(addressOf(file), file)
  const of: { exports?: WasmExports } = {}
  try {
    const made = await WebAssembly.instantiate(await response.arrayBuffer(), imports(of))
    of.exports = made.instance.exports as unknown as WasmExports
  } catch (error) {
    throw new Trouble('wasm-broken', String(error))
  }
  ;(of.exports['_initialize'] as () => void)()
  return new Engine(of.exports)
}

/** What the module is lent by the page: randomness and fonts. */
function imports(of: { exports?: WasmExports }): WebAssembly.Imports {
  const painter = new GlyphPainter()
  const memory = () => of.exports!.memory.buffer
  const nothing = () => 0
  return {
    env: {
      emscripten_notify_memory_growth: nothing,
      palabre_page_line: (size: number, at: number) => new Float32Array(memory(), at, 2).set(painter.line(size)),
      palabre_page_glyph: (character: number, size: number, at: number) =>
        new Float32Array(memory(), at, 6).set(painter.measure(character >>> 0, size)),
      palabre_page_pixels: (at: number) => new Uint8Array(memory()).set(painter.pixels(), at),
      palabre_page_salt: (at: number) => {
        crypto.getRandomValues(new Uint8Array(memory(), at, 16))
        return 1
      },
    },
    wasi_snapshot_preview1: { proc_exit: nothing },
  }
}

export class Engine extends ModuleCalls<Boundary> {
  readonly #memory: WasmExports['memory']
  readonly #painting: number

  constructor(exports: WasmExports) {
    super({ exports, kind: 'wasm' })
    this.#memory = exports.memory
    this.#painting = this.guard(() => this.call.palabre_alloc(PAINTING_BYTES))
  }

  /** `room`: the room's own log, or ''. Throws `Refusal`. */
  open(text: Uint8Array, room: string, lang: string): OpenedDebate {
    return this.answer(this.call.palabre_workbench_open, text, room, lang)
  }

  /** The debate as it is now, as a debate file. */
  file(): Uint8Array<ArrayBuffer> {
    return this.bytes(this.call.palabre_workbench_file) as Uint8Array<ArrayBuffer>
  }

  /** Lines that came since, whose signatures have been checked; some may be known. */
  take(lines: readonly string[]): void {
    this.bytes(this.call.palabre_workbench_take, lines.join('\n'))
  }

  toldOpening(ms: number): void {
    this.guard(() => this.call.palabre_workbench_told_opening(ms))
  }

  /** Throws `Refusal` where the address is too long. */
  page(address: string): void {
    this.bytes(this.call.palabre_workbench_page, address)
  }

  /** The room's public key. */
  room(seed: Uint8Array): string {
    return this.answer<{ author: string }>(this.call.palabre_workbench_room, seed).author
  }

  /** The line that is to be kept before anything else happens, or ''. */
  line(): string {
    return new TextDecoder().decode(this.bytes(this.call.palabre_workbench_line))
  }

  kept(kept: boolean): void {
    this.guard(() => this.call.palabre_workbench_kept(Number(kept)))
  }

  show(mode: keyof typeof MODE): void {
    this.guard(() => this.call.palabre_workbench_show(MODE[mode]))
  }

  lang(lang: string): void {
    this.bytes(this.call.palabre_workbench_lang, lang)
  }

  dark(dark: boolean): void {
    this.guard(() => this.call.palabre_workbench_dark(Number(dark)))
  }

  point(x: number, y: number): void {
    this.guard(() => this.call.palabre_workbench_point(x, y))
  }

  leave(): void {
    this.guard(() => this.call.palabre_workbench_leave())
  }

  /** Buttons as the module numbers them: left, right, middle. */
  press(button: number, down: boolean): void {
    this.guard(() => this.call.palabre_workbench_press(button, Number(down)))
  }

  /** In notches: positive is up and left. */
  wheel(x: number, y: number): void {
    this.guard(() => this.call.palabre_workbench_wheel(x, y))
  }

  /** `key`: a place in KEYS. */
  key(key: number, down: boolean, { ctrl = false, shift = false, alt = false, meta = false } = {}): void {
    const modifiers = Number(ctrl) | (Number(shift) << 1) | (Number(alt) << 2) | (Number(meta) << 3)
    this.guard(() => this.call.palabre_workbench_key(key, Number(down), modifiers))
  }

  type(text: string): void {
    this.bytes(this.call.palabre_workbench_type, text)
  }

  focus(has: boolean): void {
    this.guard(() => this.call.palabre_workbench_focus(Number(has)))
  }

  renew(): void {
    this.guard(() => this.call.palabre_workbench_renew())
  }

  /** What was copied or cut since this was last asked. */
  copied(): string {
    return new TextDecoder().decode(this.bytes(this.call.palabre_workbench_copied))
  }

  /** Null where nothing is open. */
  frame({ now, wall, width, height, ratio, spent, still }: Moment): Painting | null {
    const at = this.#painting
    const frame = this.call.palabre_workbench_frame
    if (this.guard(() => frame(now, wall, width, height, ratio, spent, Number(still), at))) return null
    const { buffer } = this.#memory
    const told = new DataView(buffer, at, PAINTING_BYTES)
    const word = (place: number) => told.getUint32(place * 4, true)
    const items = <T>(place: number, bytes: number, read: (item: DataView) => T) =>
      Array.from({ length: word(place + 1) }, (_, item) =>
        read(new DataView(buffer, word(place) + item * bytes, bytes)),
      )
    const [x, y, tall] = [11, 12, 13].map(place => told.getFloat32(place * 4, true)) as [number, number, number]
    return {
      vertices: new Uint8Array(buffer, word(0), word(1) * VERTEX_BYTES),
      indices: new Uint8Array(buffer, word(2), word(3) * 4),
      commands: items(4, COMMAND_BYTES, commandIn),
      textures: items(6, TEXTURE_BYTES, item => textureIn(item, buffer)),
      moves: (word(8) & 1) !== 0,
      lags: (word(8) & 2) !== 0,
      cursor: CURSORS[word(9)] ?? 'default',
      caret: word(10) ? { x, y, height: tall } : null,
      dark: word(14) !== 0,
      lang: word(15) ? 'fr' : 'en',
    }
  }
}

function commandIn(item: DataView): Command {
  const [first, count, texture] = [0, 4, 8].map(at => item.getUint32(at, true)) as [number, number, number]
  const edges = [12, 16, 20, 24].map(at => item.getFloat32(at, true)) as [number, number, number, number]
  const [left, top, right, bottom] = edges
  return { first, count, texture, left, top, right, bottom }
}

function textureIn(item: DataView, buffer: ArrayBuffer): TextureChange {
  const words = Array.from({ length: 8 }, (_, at) => item.getUint32(at * 4, true))
  const [number = 0, want = 0, x = 0, y = 0, width = 0, height = 0, row = 0, from = 0] = words
  const pixels = height ? ((height - 1) * row + width) * 4 : 0
  return { number, want: WANTS[want]!, x, y, width, height, row, pixels: new Uint8Array(buffer, from, pixels) }
}
