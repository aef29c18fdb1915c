// A network that lets no WebSocket through, as in many offices: a proxy before the hub that refuses every upgrade.
import assert from 'node:assert/strict'
import { createServer, request } from 'node:http'
import { after, before, describe, it } from 'node:test'
import { browsers } from './harness.mjs'
import { debateAt, SHARED, Suite } from './hub-page.mjs'

/** Passes requests on to a port of this machine; `asked` lists what they were. */
async function officeProxy(port) {
  const asked = []
  const server = createServer((from, to) => {
    asked.push(`${from.method} ${from.url}`)
    const on = request({ port, host: '127.0.0.1', path: from.url, method: from.method, headers: from.headers })
    on.on('response', answer => {
      to.writeHead(answer.statusCode, answer.headers)
      answer.pipe(to)
    })
    on.on('error', () => to.destroy())
    to.on('close', () => on.destroy())
    from.pipe(on)
  })
  server.on('upgrade', (_, socket) => {
    asked.push('upgrade')
    socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n')
  })
  await new Promise(listening => server.listen(0, '127.0.0.1', listening))
  return {
    asked,
    url: `http://127.0.0.1:${server.address().port}/`,
    close: () =>
      new Promise(closed => {
        server.close(closed)
        server.closeAllConnections()
      }),
  }
}

for (const name of browsers) {
  describe(`without WebSockets, in ${name}`, () => {
    const suite = new Suite()
    let hub, proxy, one, other
    before(async () => {
      hub = await suite.hub()
      proxy = await officeProxy(hub.port)
      suite.after(() => proxy.close())
      const site = await suite.site({ '/': debateAt(hub.url), '/office': debateAt(proxy.url) })
      other = await suite.person(name, site)
      one = await suite.person(name, site, '/office')
    })
    after(() => suite.end())

    it('a reader says, votes and reads what others say', async () => {
      await one.claim('Said from the office')
      await one.sees('foot', SHARED, 30_000)
      await other.sees('shown', 'Said from the office')
      await other.claim('Said from home')
      await one.sees('shown', 'Said from home')
      const { id: question } = await one.question()
      await one.act({ do: 'ballot', question, choice: 'yes' })
      await other.sees('yes', 1)
      assert.ok(proxy.asked.filter(what => what === 'upgrade').length >= 3)
      assert.ok(proxy.asked.some(what => /^GET \/debates\/localhost\/halles\/entries\?.*wait=/.test(what)))
    })

    it('goes on after the hub was killed, with what was said meanwhile', async () => {
      await hub.end('SIGKILL')
      await one.sees('foot', 'No connection', 30_000)
      await one.claim('Said while the hub was away')
      await one.sees('pending', 'Said while the hub was away')
      await hub.again()
      await one.sees('foot', SHARED, 60_000)
      await other.sees('shown', 'Said while the hub was away', 60_000)
      assert.deepEqual(other.errors, [])
    })
  })
}
