// A moderator's request for what waits to be read (docs/hub-protocol.md).
import { sign } from 'node:crypto'
import { parse } from './hub.mjs'

/** What a hub answers whoever asks with a key; `change` falsifies the request. */
export async function unread(hub, debate, author, change = {}) {
  const said = { debate, clerk: hub.clerk, key: author.key, time: Date.now(), ...change }
  const note = `${change.beginning ?? 'palabre reading 1'}\n${JSON.stringify(said)}`
  const sig = sign(null, Buffer.from(note), (change.signer ?? author).privateKey).toString('base64url')
  const body = JSON.stringify({ note, sig })
  const answer = await hub.get(`/debates/${debate}/unread`, { method: 'POST', body })
  return { status: answer.status, ...parse(await answer.text()) }
}
