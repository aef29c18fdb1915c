// How a page comes back to a hub that it has lost: no sooner than it may, and never all pages at once.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { browserWorld } from './browser-world.mjs'
import { compiled } from './compiled.mjs'

const { Connection } = await compiled('hub-connection.ts')

const ADDRESSES = { http: 'https://hub.example/', ws: 'wss://hub.example/' }
const WELCOME = { type: 'welcome', debate: 'a/b', epoch: 'e', head: 0, owner: 'o', clerk: 'c' }
/** As near to 1 as chance comes. */
const MOST = 1 - 2 ** -53
/** What the waits are drawn from, ms: `min(cap, base * 2 ** attempt)`. */
const CEILINGS = [500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]

/** Somebody who reads, and whom the hub's messages are told to. */
const reads = (heard = () => {}) =>
  new Connection(ADDRESSES, { hello: () => ({ type: 'hello' }), heard, turned: () => {} })

/** The connection is lost; how long it takes until the next one is opened. */
function waited(world) {
  const { now, sockets } = world
  const before = sockets.length
  // It did open, so that the next is a WebSocket too.
  if (world.last.readyState === WebSocket.CONNECTING) world.last.opens()
  world.last.fails()
  world.passUntil('another connection', () => sockets.length > before)
  return world.last.at - now
}
const waits = (world, times) => Array.from({ length: times }, () => waited(world))
const rounded = found => found.map(ms => Math.round(ms))

describe('a page that has lost its hub', () => {
  it('waits at most half a second, twice as long each time, and never more than half a minute', t => {
    const world = browserWorld(t, { drawn: () => MOST })
    reads()
    assert.deepEqual(rounded(waits(world, CEILINGS.length)), CEILINGS)
  })

  it('may come back at once, however often it has tried: the wait is drawn from 0 on', t => {
    const world = browserWorld(t, { drawn: () => 0 })
    reads()
    assert.deepEqual(
      waits(world, CEILINGS.length),
      CEILINGS.map(() => 0),
    )
  })

  it('draws each wait anew', t => {
    const chance = [0.5, 0.25, 0.75, 0.125, 1 / 3]
    const world = browserWorld(t, { drawn: () => chance.shift() })
    reads()
    assert.deepEqual(rounded(waits(world, 5)), [250, 250, 1500, 500, 2667])
    assert.equal(chance.length, 0)
  })

  it('is one of a thousand that come back evenly over the whole time, not at one moment', t => {
    const readers = 1000
    let nth = 0
    // Chance at its most even: the readers draw one thousandth after the other.
    const world = browserWorld(t, { drawn: () => (nth++ % readers) / readers })
    for (let i = 0; i < readers; ++i) reads()
    // Who is back is not welcomed here, and would give up after ten seconds.
    for (const ceiling of CEILINGS.filter(ms => ms < 10_000)) {
      const lost = world.now
      const open = world.sockets.splice(0)
      for (const socket of open) socket.opens()
      for (const socket of open) socket.fails()
      const tenths = Array(10).fill(0)
      world.passUntil('all readers', () => world.sockets.length === readers)
      for (const { at } of world.sockets) tenths[Math.floor(((at - lost) / ceiling) * 10 + 1e-9)] += 1
      assert.deepEqual(tenths, Array(10).fill(readers / 10), `${ceiling} ms`)
    }
  })

  it('begins again with short waits once a hub has welcomed it, not where one only opens', t => {
    const world = browserWorld(t, { drawn: () => MOST })
    reads()
    assert.deepEqual(rounded(waits(world, 4)), [500, 1000, 2000, 4000])
    world.last.opens()
    assert.equal(Math.round(waited(world)), 8000)
    world.last.opens()
    world.last.says(WELCOME)
    assert.deepEqual(rounded(waits(world, 3)), [500, 1000, 2000])
  })

  it('waits longer each time too where what it hears comes to nothing, though it is welcomed', t => {
    const world = browserWorld(t, { drawn: () => MOST })
    let isBroken = true
    const connection = reads(() => isBroken && connection.again())
    const welcomed = () => {
      const { now, sockets } = world
      const before = sockets.length
      world.last.opens()
      world.last.says(WELCOME)
      world.passUntil('another connection', () => sockets.length > before)
      return world.last.at - now
    }
    assert.deepEqual(rounded(CEILINGS.map(() => welcomed())), CEILINGS)
    // So it is where it goes well for a moment, and not once it went well for a while.
    isBroken = false
    const held = ms => {
      world.last.opens()
      world.last.says(WELCOME)
      world.pass(ms)
      const { now, sockets } = world
      const before = sockets.length
      connection.again()
      world.passUntil('another connection', () => sockets.length > before)
      return Math.round(world.last.at - now)
    }
    assert.equal(held(20_000), 30_000)
    assert.equal(held(40_000), 500)
    assert.equal(held(0), 1000)
  })

  it('gives a hub up that opens and does not welcome it within ten seconds', t => {
    const world = browserWorld(t)
    reads()
    world.last.opens()
    world.pass(10_000)
    assert.equal(world.sockets.length, 1)
    world.passUntil('another connection', () => world.sockets.length === 2)
    assert.ok(world.last.at <= 15_000, `${world.last.at} ms`)
    assert.equal(world.sockets[0].readyState, WebSocket.CLOSED)
  })

  it('hears that the network is back, and draws from half a second then', t => {
    let chance = MOST
    const world = browserWorld(t, { drawn: () => chance })
    reads()
    waits(world, 6)
    world.last.opens()
    world.last.fails()
    const { now } = world
    chance = 0.5
    world.event('online')
    world.passUntil('another connection', () => world.last.at > now)
    assert.equal(world.last.at - now, 250)
  })
})

describe('what a hub says of when to come back', () => {
  /** A hub that was welcome says so before it goes. */
  const toldTo = (world, connection, ...times) => {
    world.last.opens()
    world.last.says(WELCOME)
    for (const ms of times) connection.wait(ms)
  }

  it('is kept to where chance would come sooner', t => {
    const world = browserWorld(t, { drawn: () => 0 })
    const connection = reads()
    toldTo(world, connection, 7000)
    assert.equal(waited(world), 7000)
    // It was said of that one time.
    assert.equal(waited(world), 0)
  })

  it('counts from when it was said, not from when the connection was lost', t => {
    const world = browserWorld(t, { drawn: () => 0 })
    const connection = reads()
    toldTo(world, connection, 7000)
    world.pass(3000)
    assert.equal(waited(world), 4000)
  })

  it('does not shorten a wait that chance made longer, nor one that it said before', t => {
    const world = browserWorld(t, { drawn: () => MOST })
    const connection = reads()
    toldTo(world, connection, 100)
    assert.equal(Math.round(waited(world)), 500)
    toldTo(world, connection, 9000, 1000)
    assert.equal(Math.round(waited(world)), 9000)
  })

  it('binds a page whose network came back too', t => {
    const world = browserWorld(t, { drawn: () => 0 })
    const connection = reads()
    toldTo(world, connection, 7000)
    world.last.fails()
    world.event('online')
    world.pass(6999)
    assert.equal(world.sockets.length, 1)
    world.pass(1)
    assert.equal(world.sockets.length, 2)
  })
})
