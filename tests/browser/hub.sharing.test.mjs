// Two browsers on different profiles in one debate, through a real hub.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { serve as examples } from '../../tools/serve.mjs'
import { debateAt, SHARED, Suite } from './hub-page.mjs'

const ROUNDS = 15
const DEBATE = 'localhost/halles'

describe('two browsers, one hub', () => {
  const suite = new Suite()
  let hub, one, other
  before(async () => {
    hub = await suite.hub()
    const site = await suite.site({ '/': debateAt(hub.url) })
    // It goes through a tunnel.
    one = await suite.person('chromium', site, '/', null, { network: true })
    other = await suite.person('firefox', site)
  })
  after(() => suite.end())

  it('each sees the claim and the vote of the other', async () => {
    for (const person of [one, other]) await person.sees('foot', SHARED)
    for (const [from, to] of [
      [one, other],
      [other, one],
    ]) {
      const text = `A claim of ${from.name}`
      await from.claim(text)
      await to.sees('shown', text)
      await from.sees('shown', text)
    }
    const { id: question } = await one.question()
    await one.act({ do: 'ballot', question, choice: 'yes' })
    await other.sees('yes', 1)
    await other.act({ do: 'ballot', question, choice: 'yes' })
    for (const person of [one, other]) await person.sees('yes', 2)
    assert.deepEqual(await texts(one), await texts(other))
  })

  it('the policy that a page needs names the hub in both its forms', async () => {
    const policy = await one.page.evaluate(() => globalThis.Palabre.csp())
    const connect = /connect-src ([^;]*);/.exec(policy)[1].split(' ')
    assert.deepEqual([connect.includes(hub.url), connect.includes(hub.ws.replace(/\/$/, ''))], [true, true], policy)
  })

  it('so does the example that tools/demo shares', async () => {
    const site = await examples({ hub: `${hub.url}/` })
    suite.after(() => site.close())
    const [here, there] = await Promise.all(['chromium', 'firefox'].map(name => suite.person(name, site, 'hub/')))
    await here.claim('Le banc de la mairie dort au dépôt.')
    await there.sees('shown', 'Le banc de la mairie dort au dépôt.')
    assert.deepEqual([here.errors, there.errors], [[], []])
  })

  it('within some tens of milliseconds', async t => {
    // A page that is not in sight is let wait by its browser.
    for (const { page } of [one, other]) await page.bringToFront()
    for (const [from, to] of [
      [one, other],
      [other, one],
    ]) {
      const took = []
      for (let round = 0; round < ROUNDS; round++) {
        const text = `Round ${round} of ${from.name}`
        const seen = to.sees('shown', text)
        const { began } = await from.claim(text)
        took.push((await seen) - began)
      }
      took.sort((a, b) => a - b)
      t.diagnostic(
        `${from.name} to ${to.name}, from the act to the other's page: median ${took[ROUNDS >> 1]} ms, ` +
          `least ${took[0]}, most ${took[ROUNDS - 1]}`,
      )
      assert.equal(took.length, ROUNDS)
    }
  })

  it('the hub is killed while both write: nothing is lost, and nothing is there twice', async () => {
    const said = []
    const write = async (person, count, word) => {
      for (let i = 0; i < count; i++) {
        const text = `${word} ${i} by ${person.name}`
        await person.claim(text)
        said.push(text)
      }
    }
    const writing = [write(one, 8, 'Before'), write(other, 8, 'Before')]
    await one.sees('claim', 'Before 3 by chromium')
    await hub.end('SIGKILL')
    await Promise.all(writing)
    for (const person of [one, other]) await person.sees('foot', 'No connection')
    await write(one, 2, 'Meanwhile')
    await write(other, 2, 'Meanwhile')
    await one.sees('pending', 'Meanwhile 1 by chromium')
    await one.sees('foot', 'kept here and will be shared')
    await hub.again()
    for (const person of [one, other]) {
      await person.sees('foot', SHARED)
      for (const text of said) await person.sees('shown', text)
    }
    const there = await hub.log(DEBATE)
    assert.equal(new Set(there.map(({ author, n }) => `${author} ${n}`)).size, there.length)
    assert.deepEqual(await texts(one), await texts(other))
    assert.deepEqual((await one.log()).map(written).sort(), there.map(written).sort())
  })

  it('what is written without a network is kept over a reload, and goes out when there is one', async () => {
    await one.page.setOfflineMode(true)
    await one.sees('foot', 'No connection')
    await one.claim('Written in the train')
    await one.sees('pending', 'Written in the train')
    await hub.end('SIGTERM')
    await one.page.setOfflineMode(false)
    await one.page.close()
    await one.open()
    await one.sees('pending', 'Written in the train')
    await hub.again()
    await one.sees('shown', 'Written in the train')
    await other.sees('shown', 'Written in the train')
    assert.deepEqual([one.errors, other.errors], [[], []])
  })
})

const texts = async person => (await person.claims()).map(({ text, status }) => `${status} ${text}`).sort()
const written = ({ author, n }) => `${author} ${n}`
