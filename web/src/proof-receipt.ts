// A receipt: that a hub acknowledged what somebody wrote, to be checked later by anyone (docs/receipt.md).
import { isSignedNote, readCheckpoint } from './proof-checkpoint'
import { isIncluded, leafHash, pathOf } from './proof-tree'
import { sha256, toBase64url } from './identity'
import { readJson, writeJson, readObject } from './json'
import type { Checker } from './session-parts'
import type { Key } from './session-types'

/** What begins a receipt: so it is told from a debate's file. */
const BEGIN = '{"type":"receipt"'
const LONGEST = 1 << 20
const HEAD = /^\{"v":1,"debate":"([^"]+)","author":"([\w-]{43})"/
const ID_LENGTH = 22

export interface Acknowledged {
  id: string
  author: Key
  sig: string
  /** When the hub had it, by its clock; ms. */
  time: number
  /** Where it stands in the hub's list, from 1. */
  position: number
}

export interface ReadReceipt {
  debate: string
  hub: string
  /** Whose word it is. */
  clerk: Key
  /** How long the list was. */
  size: number
  entries: Acknowledged[]
}

/** What a receipt is not good for: `form` it cannot be read, `signature`, `stamp`, `proof`. */
export type BadReceipt = 'form' | 'signature' | 'stamp' | 'proof'

export interface ReceiptParts {
  debate: string
  hub: string
  clerk: Key
  /** Lines of entries and of the stamps that name them. */
  entries: readonly { line: string; stamp: string; inclusion: Record<string, unknown> }[]
  checkpoint: string
}

export function writeReceipt({ debate, hub, clerk, entries, checkpoint }: ReceiptParts): string {
  const lines = [writeJson({ type: 'receipt', version: 1, debate, hub, clerk })]
  for (const { line, stamp, inclusion } of entries) {
    // Without the body: how somebody voted is not for whoever asks to see the receipt.
    const { head, sig } = readJson<Line>(line)
    lines.push(writeJson({ head, sig }), stamp, writeJson(inclusion))
  }
  lines.push(writeJson({ type: 'checkpoint', note: checkpoint }))
  return [...new Set(lines)].join('\n') + '\n'
}

/** A receipt's text, where the file is one. */
export async function receiptIn(file: Blob): Promise<string | null> {
  if (file.size > LONGEST || (await file.slice(0, BEGIN.length).text()) !== BEGIN) return null
  return file.text()
}

interface Line {
  type?: unknown
  head: string
  sig: string
  body?: string
}

/** Checks all of it by `checker`; whether the clerk is the debate's, and the entry there still, is not in it. */
export async function readReceipt(text: string, checker: Checker): Promise<ReadReceipt | BadReceipt> {
  let lines: (Line & Record<string, unknown>)[]
  try {
    lines = text.split('\n').flatMap(line => (line.trim() ? [readJson<Line & Record<string, unknown>>(line)] : []))
  } catch {
    return 'form'
  }
  const { type, version, debate, hub, clerk } = lines[0] ?? {}
  if (type !== 'receipt' || version !== 1 || typeof debate !== 'string' || typeof clerk !== 'string') return 'form'
  const note = lines.find(line => line.type === 'checkpoint')?.['note']
  const checkpoint = readCheckpoint(note, debate)
  if (!checkpoint || typeof note !== 'string') return 'form'
  if (!(await isSignedNote(note, clerk, checker))) return 'signature'
  const times = new Map<string, number>()
  const named: (Line & { id: string; author: Key })[] = []
  for (const line of lines.filter(({ head }) => typeof head === 'string')) {
    const [, of, author] = HEAD.exec(line.head) ?? []
    if (of !== debate || author === undefined) return 'form'
    if (typeof line.sig !== 'string' || !checker.check(line.sig, line.head)) return 'signature'
    if (author === clerk) await noteStamp(line, times)
    else named.push({ ...line, author, id: toBase64url(await sha256(line.head)).slice(0, ID_LENGTH) })
  }
  const entries: Acknowledged[] = []
  const proofs = lines.filter(line => line.type === 'inclusion')
  for (const { id, author, head, sig } of named) {
    const time = times.get(id)
    if (time === undefined) return 'stamp'
    const leaf = await leafHash(writeJson({ head, sig }))
    let position: number | null = null
    for (const proof of proofs) {
      const path = pathOf(proof['path'])
      const at = proof['position']
      if (typeof at !== 'number' || !(at >= 1) || proof['size'] !== checkpoint.size || !path) continue
      if (await isIncluded(leaf, at - 1, checkpoint, path)) position = at
    }
    if (position === null) return 'proof'
    entries.push({ id, author, sig, time, position })
  }
  if (!entries.length) return 'form'
  return { debate, hub: typeof hub === 'string' ? hub : '', clerk, size: checkpoint.size, entries }
}

/** What a stamp names, and when it says that was there; nothing where its body is not the one that was signed. */
async function noteStamp({ head, body }: Line, times: Map<string, number>): Promise<void> {
  if (typeof body !== 'string') return
  const { body: hash } = readJson<{ body?: unknown }>(head)
  if (toBase64url(await sha256(body)) !== hash) return
  const { do: verb, time, ids } = readObject(body)
  if (verb !== 'stamp' || typeof time !== 'number' || !Array.isArray(ids)) return
  for (const id of ids) if (typeof id === 'string') times.set(id, time)
}
