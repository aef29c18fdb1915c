// What a hub signs of its list: C2SP's checkpoints, as they are (docs/hub-protocol.md, Proofs). Lines of keys
// that this page does not know, witnesses', stay in the note.
import { fromBase64url } from './base64url'
import { sha256Of, type Hash, type TreeHead } from './proof-tree'
import { toBase64url } from './identity'
import type { Checker } from './session-parts'
import type { Key } from './session-types'

export interface Checkpoint extends TreeHead {
  /** Which list: the hub's name, a slash, the debate's id. */
  origin: string
}

/** C2SP's own limits are wider; a hub's note has 200 bytes. */
const NOTE_MOST = 100_000
const SIZE = /^(?:0|[1-9]\d{0,15})$/
const KEY = /^[\w-]{43}$/
const BASE64 = /^[\w+/]+={0,2}$/
/** How a line that signs begins. */
const DASH = '\u2014 '
const KEY_ID = 4
const SIGNATURE = 64

/** What a note says, signed or not; null where it is no checkpoint of a list of `debate`. */
export function readCheckpoint(note: unknown, debate: string): Checkpoint | null {
  if (typeof note !== 'string' || note.length > NOTE_MOST) return null
  const [origin, size, root] = textOf(note).split('\n')
  if (!origin?.endsWith(`/${debate}`) || !SIZE.test(size ?? '') || !Number.isSafeInteger(Number(size))) return null
  const hash = bytesOf(root ?? '')
  return hash?.length === 32 ? { origin, size: Number(size), root: hash } : null
}

/** Whether `key` signed the note under its list's name, once at least, and each time soundly. */
export async function isSignedNote(note: string, key: Key, checker: Checker): Promise<boolean> {
  if (!KEY.test(key)) return false
  const text = textOf(note)
  const [name] = text.split('\n')
  const id = await keyIdOf(name!, key)
  let found = false
  for (const line of signaturesOf(note)) {
    const [by, base64] = line.slice(DASH.length).split(' ')
    const bytes = bytesOf(base64 ?? '')
    if (by !== name || bytes?.length !== KEY_ID + SIGNATURE) continue
    if (!id.every((byte, i) => byte === bytes[i])) continue
    if (!checker.signed(key, toBase64url(bytes.subarray(KEY_ID)), text)) return false
    found = true
  }
  return found
}

/** Two notes of the same text as one, with the signatures of both; of others the later one. */
export function joinedNotes(earlier: string, later: string): string {
  const text = textOf(later)
  if (textOf(earlier) !== text) return later
  return `${text}\n${[...new Set([...signaturesOf(later), ...signaturesOf(earlier)])].join('\n')}\n`
}

/** What is signed: all before the last empty line. */
function textOf(note: string): string {
  return note.slice(0, note.lastIndexOf('\n\n') + 1)
}

function signaturesOf(note: string): string[] {
  return note
    .slice(note.lastIndexOf('\n\n') + 2)
    .split('\n')
    .filter(line => line.startsWith(DASH))
}

/** The first bytes of SHA-256 over the name, a line feed, the key's type and the key (C2SP, signed-note). */
async function keyIdOf(name: string, key: Key): Promise<Hash> {
  const start = new TextEncoder().encode(`${name}\n\x01`)
  const bytes = new Uint8Array(start.length + 32)
  bytes.set(start)
  bytes.set(fromBase64url(key), start.length)
  return (await sha256Of(bytes)).slice(0, KEY_ID)
}

function bytesOf(base64: string): Hash | null {
  try {
    return BASE64.test(base64) ? fromBase64url(base64) : null
  } catch {
    return null
  }
}
