// What a receipt of a hub is worth, said in sentences.
import { chunkHere } from '../chunks'
import { readReceipt, type ReadReceipt } from '../proof-receipt'
import type { DebateSession } from '../session'
import { dayAndTime } from './dates'
import type { Desk } from './desk'

/** Checks it by palabre-seal, and looks whether what it is of is in the debate here. */
export async function checkedReceipt(desk: Desk, text: string): Promise<string[]> {
  // Views know a session by its contract; what checks signatures is on none of theirs but this one.
  const session = desk.session as DebateSession
  const read = await readReceipt(text, await session.checker())
  if (typeof read === 'string') return [desk.say(`receipt.bad.${read}`)]
  if (read.debate !== session.debate) return [desk.say('receipt.other', { debate: read.debate })]
  const here = await signaturesHere(session, read)
  const said = [desk.say('receipt.good', { count: read.entries.length })]
  for (const { sig, time, position } of read.entries) {
    const date = dayAndTime(time, desk.locale)
    const isHere = here.has(sig)
    said.push(desk.say(isHere ? 'receipt.here' : 'receipt.missing', { date, position, size: read.size }))
  }
  const shares = chunkHere('hub')?.sharesOf(session.debate) ?? []
  const clerks = await Promise.all(shares.map(({ proofs }) => proofs.clerks()))
  const known = clerks.flat().includes(read.clerk)
  said.push(desk.say(known ? 'receipt.ours' : 'receipt.stranger', { clerk: read.clerk }))
  return said
}

/** Which of the receipt's entries the debate has. */
async function signaturesHere(session: DebateSession, { entries }: ReadReceipt): Promise<Set<string>> {
  const here = new Set<string>()
  for await (const lines of session.log())
    for (const line of lines) for (const { sig } of entries) if (line.includes(sig)) here.add(sig)
  return here
}
