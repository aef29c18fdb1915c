// A hub that says when to come back: what a page was told, it keeps to.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { browsers } from './harness.mjs'
import { debateAt, PATIENCE_MS, SHARED, Suite } from './hub-page.mjs'
import { liar, welcome } from './liar.mjs'

/** Longer than anything that a page waits for by itself. */
const TOO_MUCH_MS = 700_000
const RESTART_MS = 5_000_000

/** Runs in the page, before its scripts: notes what is waited for and passes over long waits, by a thousandth. */
const inHaste = () => {
  const later = setTimeout
  globalThis.waited = []
  globalThis.setTimeout = (work, ms, ...given) => {
    if (ms > 600_000) globalThis.waited.push(ms)
    return later(work, ms > 600_000 ? ms / 1000 : ms, ...given)
  }
}

for (const name of browsers) {
  describe(`a hub that says when to come back, in ${name}`, () => {
    const suite = new Suite()
    const hellos = []
    const published = []
    let person, restart
    before(async () => {
      const hub = await liar(suite, (say, message, clerk, socket) => {
        if (message.type === 'hello') {
          hellos.push(message)
          say(welcome(clerk, 0))
          restart = () => {
            say({ type: 'error', code: 'restart', what: 'The hub restarts.', retry: RESTART_MS })
            socket.close(1012)
          }
        } else if (message.type === 'publish') {
          published.push(...message.lines)
          const { lines, re } = message
          const what = 'Too many entries.'
          if (published.length === lines.length) say({ type: 'error', code: 'rate', what, re, retry: TOO_MUCH_MS })
        }
      })
      person = await suite.person(name, await suite.site({ '/': debateAt(hub) }), '/', inHaste)
    })
    after(() => suite.end())

    const comes = async (what, holds) => {
      for (const end = Date.now() + PATIENCE_MS; !holds();) {
        if (Date.now() > end) throw new Error(`waited in vain for ${what}`)
        await new Promise(later => setTimeout(later, 20))
      }
    }
    const waited = () => person.page.evaluate(() => globalThis.waited)

    it('is told again what was too much for it, and not sooner', async () => {
      await person.sees('foot', SHARED)
      await person.claim('Too much at once')
      await comes('the claim again', () => published.length > 1)
      assert.equal(published[1], published[0])
      assert.deepEqual(await waited(), [TOO_MUCH_MS])
      assert.equal(hellos.length, 1, 'over the same connection')
    })

    it('is left alone while it restarts, however small a wait chance draws', async () => {
      await person.page.evaluate(() => (Math.random = () => 0))
      restart()
      await comes('another hello', () => hellos.length > 1)
      await person.sees('foot', '1 of your contributions is not shared yet')
      const [, wait] = await waited()
      // Some of it passed between what the hub said and what the page did.
      assert.ok(wait > RESTART_MS / 2 && wait <= RESTART_MS, `${wait} ms`)
      assert.deepEqual(person.errors, [])
    })
  })

  describe(`a hub whose words come to nothing, in ${name}`, () => {
    const suite = new Suite()
    after(() => suite.end())

    it('is asked again after a longer time each time, though it welcomes the page', async () => {
      const hellos = []
      let enough
      const heard = new Promise(done => (enough = done))
      const hub = await liar(suite, (say, message, clerk) => {
        if (message.type !== 'hello') return
        if (hellos.push(performance.now()) === 4) enough()
        say(welcome(clerk, 7))
        // Those before it never come.
        say({ type: 'entries', after: 6, to: 7 }, [clerk.claim('The seventh')])
      })
      const site = await suite.site({ '/': debateAt(hub) })
      const person = await suite.person(name, site, '/', () => (Math.random = () => 0.99))
      await heard
      const waits = hellos.slice(1).map((at, i) => at - hellos[i])
      // Of what a page draws these are nearly the most: 500, 1000 and 2000 ms.
      for (const [i, least] of [450, 950, 1900].entries()) assert.ok(waits[i] >= least, `${waits}`)
      assert.deepEqual(person.errors, [])
    })
  })
}
