// Reads a log (NDJSON) or a debate file (JSON with the lines under `log`) from a file of any size,
// piece by piece: at no time is more than a piece of it held or parsed.
import { readJson } from './json'
import { pause } from './slices'
import { Trouble } from './trouble'

/** What a file is about, as its first line or its top level says. */
export interface FileHeader {
  debate?: string
  owner?: string
}

export interface FilePiece {
  lines: string[]
  /** The number of the first of these lines: of the file, or of `log`. */
  first: number
  header: FileHeader
  /** Bytes read so far. */
  done: number
}

/** Small enough to be scanned in one slice. */
const PIECE = 128 * 1024
const [QUOTE, BACKSLASH, OPEN_OBJECT, CLOSE_OBJECT, OPEN_LIST, CLOSE_LIST, COLON, COMMA] = [
  34, 92, 123, 125, 91, 93, 58, 44,
] as const
/** A line is at most 64 KiB of body, written as a JSON string, and its head. */
const LONGEST = 1 << 20

/** The lines of a file in order. Throws `Trouble('file-format')` for anything else. */
export async function* readLines(file: Blob): AsyncGenerator<FilePiece> {
  const decoder = new TextDecoder('utf-8')
  let scanner: Scanner | null = null
  let waiting = ''
  for (let at = 0; at < file.size || at === 0; at += PIECE) {
    const bytes = new Uint8Array(await file.slice(at, at + PIECE).arrayBuffer())
    const last = at + PIECE >= file.size
    waiting += decoder.decode(bytes, { stream: !last })
    scanner ??= chooseScanner(waiting, last)
    if (scanner) {
      scanner.push(waiting)
      waiting = ''
      if (last) scanner.end()
      yield { ...scanner.take(), header: scanner.header, done: Math.min(file.size, at + PIECE) }
    }
    await pause()
  }
}

interface Scanner {
  readonly header: FileHeader
  push(text: string): void
  end(): void
  take(): { lines: string[]; first: number }
}

function chooseScanner(text: string, last: boolean): Scanner | null {
  const start = text.trimStart()
  if (!start) {
    if (last) throw new Trouble('file-format', 'empty')
    return null
  }
  if (start[0] === '<') throw new Trouble('file-format', 'html')
  if (start[0] !== '{') throw new Trouble('file-format', 'neither a log nor a debate file')
  const end = start.indexOf('\n')
  if (end < 0 && !last && start.length < LONGEST) return null
  const first = end < 0 ? start : start.slice(0, end)
  try {
    const object = readJson<Record<string, unknown>>(first)
    if ('head' in object || (!('log' in object) && 'debate' in object)) return new LogScanner()
  } catch {
    // A first line that is no whole object begins a JSON file.
  }
  return new DebateScanner()
}

class LogScanner implements Scanner {
  readonly header: FileHeader = {}
  #lines: string[] = []
  #rest = ''
  #taken = 0
  #headed = false

  push(text: string): void {
    const parts = (this.#rest + text).split('\n')
    this.#rest = parts.pop()!
    if (this.#rest.length > LONGEST) throw new Trouble('file-format', 'a line is too long')
    for (const part of parts) this.#add(part)
  }

  end(): void {
    if (this.#rest) this.#add(this.#rest)
    this.#rest = ''
  }

  take(): { lines: string[]; first: number } {
    const lines = this.#lines
    const first = this.#taken + 1
    this.#taken += lines.length
    this.#lines = []
    return { lines, first }
  }

  #add(line: string): void {
    // Every line is passed on, blank ones too: numbers are the file's.
    if (!this.#headed && line.trim()) {
      this.#headed = true
      if (readHeader(line, this.header)) {
        this.#lines.push('')
        return
      }
    }
    this.#lines.push(line)
  }
}

function readHeader(line: string, header: FileHeader): boolean {
  try {
    const object = readJson<Record<string, unknown>>(line)
    if ('head' in object || typeof object['debate'] !== 'string') return false
    header.debate = object['debate']
    if (typeof object['owner'] === 'string') header.owner = object['owner']
    return true
  } catch {
    return false
  }
}

/** Walks a JSON text by its brackets and quotes and takes out the elements of the top level's `log`. */
class DebateScanner implements Scanner {
  readonly header: FileHeader = {}
  #lines: string[] = []
  #taken = 0
  #depth = 0
  #inText = false
  #escaped = false
  #inLog = false
  #logSeen = false
  #key: string | null = null
  #last = ''
  /** What is being collected into `#value`: a text of the top level or of `log`, or a line as an object. */
  #collecting: 'nothing' | 'text' | 'object' = 'nothing'
  #value = ''

  push(text: string): void {
    let from = 0
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i)
      if (this.#inText) {
        if (this.#escaped) this.#escaped = false
        else if (code === BACKSLASH) this.#escaped = true
        else if (code === QUOTE) {
          this.#inText = false
          if (this.#collecting === 'text') from = this.#collect(text, from, i + 1)
        }
        continue
      }
      switch (code) {
        case QUOTE:
          this.#inText = true
          if (this.#collecting === 'nothing' && (this.#depth === 1 || this.#atElement)) {
            this.#collecting = 'text'
            from = i
          }
          break
        case OPEN_OBJECT:
          if (this.#collecting === 'nothing' && this.#atElement) {
            this.#collecting = 'object'
            from = i
          }
          this.#depth += 1
          break
        case OPEN_LIST:
          if (this.#depth === 1 && this.#key === 'log') this.#inLog = this.#logSeen = true
          this.#depth += 1
          break
        case CLOSE_OBJECT:
        case CLOSE_LIST:
          this.#depth -= 1
          if (this.#depth < 0) throw new Trouble('file-format', 'no JSON')
          if (this.#collecting === 'object' && this.#depth === 2) from = this.#collect(text, from, i + 1)
          if (this.#depth === 1) this.#inLog = false
          break
        case COLON:
          if (this.#depth === 1) this.#key = this.#last
          break
        case COMMA:
          if (this.#depth === 1) this.#key = null
          break
      }
    }
    if (this.#collecting !== 'nothing') this.#value += text.slice(from)
    if (this.#value.length > LONGEST) throw new Trouble('file-format', 'a line is too long')
  }

  end(): void {
    if (this.#depth !== 0 || this.#inText) throw new Trouble('file-format', 'the file is cut short')
    if (!this.#logSeen) throw new Trouble('file-format', 'no log in it')
  }

  take(): { lines: string[]; first: number } {
    const lines = this.#lines
    const first = this.#taken + 1
    this.#taken += lines.length
    this.#lines = []
    return { lines, first }
  }

  get #atElement(): boolean {
    return this.#inLog && this.#depth === 2
  }

  #collect(text: string, from: number, to: number): number {
    const value = this.#value + text.slice(from, to)
    const object = this.#collecting === 'object'
    this.#value = ''
    this.#collecting = 'nothing'
    if (this.#inLog) this.#lines.push(object ? value : readText(value))
    else if (this.#key === null) this.#last = readText(value)
    else if (this.#key === 'debate') this.header.debate = readText(value)
    else if (this.#key === 'owner') this.header.owner = readText(value)
    return to
  }
}

function readText(quoted: string): string {
  try {
    return readJson<string>(quoted)
  } catch {
    throw new Trouble('file-format', 'no JSON')
  }
}
