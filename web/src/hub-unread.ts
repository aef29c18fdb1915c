// What waits until a moderator has read it: the hub gives it to who signs for it with a moderator's key.
import type { Words } from './hub-anew'
import { readMessage } from './hub-wire'
import { loadPlainCrypto, sha256, toBase64url, type Identity } from './identity'
import { readJson, writeJson } from './json'
import type { DebateSession } from './session'

const ID_LENGTH = 22

export interface ReadingSource {
  /** The hub's address over HTTP, with a slash at its end. */
  http: string
  debate: string
  clerk: string
  /** The hub's clock minus ours, ms. */
  ahead: number
}

/** Words that wait until a moderator has read them. */
export interface UnreadWords extends Words {
  id: string
  by: string
  at: number
}

/** Everything that waits, with its line. Throws where the hub does not give it. */
export async function* fetchUnread(
  session: DebateSession,
  source: ReadingSource,
): AsyncGenerator<{ line: string; words: UnreadWords }> {
  const signer = (await session.hands().keyring.need()) as Identity
  for (let after = 0, more = true; more;) {
    const said = { debate: source.debate, clerk: source.clerk, key: signer.key, time: Date.now() + source.ahead }
    const note = `palabre reading 1\n${writeJson(said)}`
    const response = await fetch(`${source.http}debates/${source.debate}/unread?after=${after}`, {
      method: 'POST',
      body: writeJson({ note, sig: await signatureOf(signer, note) }),
      // Text that is no more than text needs no question beforehand.
      headers: { 'Content-Type': 'text/plain' },
      cache: 'no-store',
      credentials: 'omit',
    })
    if (!response.ok) throw new Error(`HTTP ${response.status}`)
    const page = readMessage(await response.text())
    if (page?.type !== 'bodies') throw new Error('no bodies')
    for (const line of page.lines) yield { line, words: await wordsIn(line) }
    more = page.more === true && (page.to ?? 0) > after
    after = page.to ?? 0
  }
}

async function wordsIn(line: string): Promise<UnreadWords> {
  const { head, body } = readJson<{ head: string; body: string }>(line)
  const { author, at } = readJson<{ author: string; at: number }>(head)
  const said = readJson<{ do: string; text?: unknown }>(body)
  const id = toBase64url(await sha256(head)).slice(0, ID_LENGTH)
  return { id, by: author, at, verb: said.do, text: typeof said.text === 'string' ? said.text : null }
}

/** The key signs a text that is no entry, and says so in its first words. */
async function signatureOf({ kept }: Identity, text: string): Promise<string> {
  const bytes = new TextEncoder().encode(text)
  const made =
    kept.kind === 'browser'
      ? new Uint8Array(await crypto.subtle.sign('Ed25519', kept.secret, bytes))
      : (await loadPlainCrypto()).signWith(kept.seed, bytes)
  return toBase64url(made)
}
