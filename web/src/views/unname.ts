// A name that a reader takes off again.
import { sha256, toBase64url } from '../identity'
import { readJson } from '../json'
import { pause } from '../slices'
import type { Desk, Done } from './desk'

const ID_LENGTH = 22

/**
 * Erases the entries of this reader's key that said a name, whichever tab or browser wrote them, and under whichever
 * id they stand since they were signed anew.
 */
export async function unname(desk: Desk): Promise<Done> {
  try {
    for await (const target of said(desk)) {
      const done = await desk.act({ do: 'erase', target }, desk.say('said.unnamed'), false)
      if (done.fault !== undefined) return done
    }
    return desk.thesis().name ? { fault: desk.say('fault.unknown') } : { id: '' }
  } catch (error) {
    return { fault: await desk.explain(error) }
  }
}

/** Ids of what this reader's key said that names it. */
async function* said(desk: Desk): AsyncGenerator<string> {
  const { session } = desk
  const me = session.me.peek()
  if (me === null) return
  for (let from = 0, total = 1; from < total;) {
    const page = session.ask<{ total: number; lines: string[] }>({ q: 'log', from, count: 500 })
    from += page.lines.length
    total = page.lines.length ? page.total : 0
    const mine: string[] = page.lines.filter(one => one.includes(me))
    for (const line of mine) {
      const { head, body }: { head: string; body?: string } = readJson(line)
      if (body === undefined || readJson<{ author: string }>(head).author !== me) continue
      if (readJson<{ do?: unknown } | null>(body)?.do === 'name')
        yield toBase64url(await sha256(head)).slice(0, ID_LENGTH)
    }
    await pause()
  }
}
