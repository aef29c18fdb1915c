// A hub that speaks as a test says, and signs what it likes.
import { createHash, sign } from 'node:crypto'
import { createServer } from 'node:http'
import { WebSocketServer } from 'ws'
import { Author, parse } from '../hub/hub.mjs'

export const DEBATE = 'localhost/halles'
export const EPOCH = 'AAAAAAAAAAAAAAAAAAAAAA'

/** Speaks the protocol as `act(say, message, clerk, socket)` says; `clerk` signs for it. */
export async function liar(suite, act, http = () => '') {
  const clerk = new Author(DEBATE)
  const server = createServer((request, response) => {
    response.setHeader('Access-Control-Allow-Origin', '*')
    response.end(http(request.url, clerk))
  })
  const sockets = new WebSocketServer({ server, handleProtocols: () => 'palabre.v1', perMessageDeflate: false })
  sockets.on('connection', socket => {
    const say = (header, lines = []) => socket.send([JSON.stringify(header), ...lines].join('\n'))
    socket.on('message', data => act(say, parse(data.toString()), clerk, socket))
  })
  await new Promise(listening => server.listen(0, '127.0.0.1', listening))
  suite.after(() => {
    for (const socket of sockets.clients) socket.terminate()
    server.closeAllConnections()
    return new Promise(closed => server.close(closed))
  })
  return `http://127.0.0.1:${server.address().port}/`
}

export const welcome = (clerk, head) => ({
  type: 'welcome',
  debate: DEBATE,
  epoch: EPOCH,
  head,
  owner: clerk.key,
  clerk: clerk.key,
  time: 1760000000000,
  heartbeat: 25000,
  limits: {},
})
/** A checkpoint as C2SP has it. */
export const noteOf = (author, origin, size, root) => {
  const text = `${origin}\n${size}\n${root.toString('base64')}\n`
  const raw = Buffer.from(author.key, 'base64url')
  const id = createHash('sha256').update(`${origin}\n\x01`).update(raw).digest().subarray(0, 4)
  const bytes = Buffer.concat([id, sign(null, Buffer.from(text), author.privateKey)])
  return `${text}\n\u2014 ${origin} ${bytes.toString('base64')}\n`
}
export const signed = (author, text) => sign(null, Buffer.from(text), author.privateKey).toString('base64url')
