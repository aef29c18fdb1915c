// A network that lets no WebSocket through, as in many offices: a proxy before the hub that refuses every upgrade.
import assert from 'node:assert/strict'
import { createServer, request } from 'node:http'
import { connect } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { browsers } from './harness.mjs'
import { debateAt, SHARED, Suite } from './hub-page.mjs'

/** Minutes pass at once: nobody waits for what comes now and then. Runs in the page, before its scripts. */
const inHaste = () => {
  const later = setTimeout
  globalThis.setTimeout = (work, ms, ...given) => later(work, ms > 60_000 ? 500 : ms, ...given)
}

/** Passes requests on to a port of this machine, and no upgrade before `opens`; `asked` lists what they were. */
async function officeProxy(port) {
  const asked = []
  let opened = false
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
  const sockets = new Set()
  server.on('upgrade', ({ url, headers }, socket, head) => {
    asked.push('upgrade')
    if (opened) {
      const on = connect(port, '127.0.0.1', () => {
        const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
        on.write(`GET ${url} HTTP/1.1\r\n${lines.join('')}\r\n`)
        on.write(head)
        socket.pipe(on).pipe(socket)
      })
      for (const one of [on, socket]) one.on('error', () => [on, socket].forEach(each => each.destroy()))
      sockets.add(socket)
      return
    }
    socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n')
  })
  await new Promise(listening => server.listen(0, '127.0.0.1', listening))
  return {
    asked,
    opens: () => (opened = true),
    url: `http://127.0.0.1:${server.address().port}/`,
    close: () =>
      new Promise(closed => {
        for (const socket of sockets) socket.destroy()
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
      one = await suite.person(name, site, '/office', inHaste)
    })
    after(() => suite.end())

    it('a reader says, votes and reads what others say', async () => {
      await one.claim('Said from the office')
      await one.sees('foot', SHARED)
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
      await one.sees('foot', 'No connection')
      await one.claim('Said while the hub was away')
      await one.sees('pending', 'Said while the hub was away')
      await hub.again()
      await one.sees('foot', SHARED)
      await other.sees('shown', 'Said while the hub was away')
      assert.deepEqual(other.errors, [])
    })

    it('a WebSocket is tried now and then, and is taken where the network lets it through again', async () => {
      const tried = () => proxy.asked.filter(what => what === 'upgrade').length
      const before = tried()
      while (tried() < before + 2) await new Promise(later => setTimeout(later, 20))
      assert.equal(await hub.readers(), 1, 'the other alone has a connection')
      await one.claim('Said over HTTP still')
      await other.sees('shown', 'Said over HTTP still')
      proxy.opens()
      while ((await hub.readers()) < 2) await new Promise(later => setTimeout(later, 20))
      const asked = proxy.asked.length
      await other.claim('Said from home again')
      await one.sees('shown', 'Said from home again')
      await one.claim('Said through a socket')
      await other.sees('shown', 'Said through a socket')
      await one.sees('foot', SHARED)
      assert.deepEqual(
        proxy.asked.slice(asked).filter(what => /entries/.test(what)),
        [],
        'nothing more over HTTP',
      )
    })
  })
}
