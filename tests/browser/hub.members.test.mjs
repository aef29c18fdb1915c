// A site vouches for its members: who may write and vote, and whose votes a hub holds back until closing.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Site } from '../hub/tokens.mjs'
import { browsers } from './harness.mjs'
import { SHARED, Suite, until } from './hub-page.mjs'

const aud = 'localhost/halles'

// In the page.
const says = text => document.querySelector('palabre-debate').shadowRoot.textContent.includes(text)
const offers = selector => document.querySelector('palabre-debate').shadowRoot.querySelector(selector) !== null
const counted = async id =>
  (await document.querySelector('palabre-debate').session().tally(id, [])).ballots.reduce((sum, [n]) => sum + n, 0)
const voted = (title, key, count) => {
  const { questions } = document.querySelector('palabre-debate').query({ q: 'questions' })
  return questions.find(one => one.title === title)?.[key] === count
}

for (const name of browsers) {
  describe(`members in ${name}`, () => {
    const suite = new Suite()
    const ours = new Site()
    const theirs = new Site()
    let ada, bob, stranger, pace
    before(async () => {
      const began = Date.now()
      const sites = [{ name: 'localhost', keys: [ours.key], write: 'members' }]
      const hub = await suite.hub({ sites, key_rate: 600 })
      const page = more => `
<palabre-debate debate="halles" lang="en" loading="eager" hub="${hub.url}" ${more}>
  <h2>Should the market square be closed to cars?</h2>
  <ul><li data-stance="pro" data-id="children">Children could walk to school.</li></ul>
  <palabre-question method="yes-no" eligible="members"><h3>Adopt the plan?</h3></palabre-question>
</palabre-debate>`
      const site = await suite.site({
        '/': page(''),
        '/ada': page(`sso-token="${ours.token({ aud, sub: 'ada', role: 'facilitator' })}"`),
        '/bob': page('token-url="/token"'),
        '/token': { body: ours.token({ aud, sub: 'bob', weight: 3 }), headers: { 'Content-Type': 'text/plain' } },
        '/eve': page(`sso-token="${theirs.token({ aud, sub: 'eve' })}"`),
        '/late': page(`sso-token="${ours.token({ aud, sub: 'ada', exp: 1_700_000_000 })}"`),
        '/gone': page('token-url="/nothing-here"'),
      })
      const come = path => suite.person(name, site, path)
      ;[ada, bob, stranger] = [await come('/ada'), await come('/bob'), await come('/')]
      pace = Date.now() - began
      suite.come = come
    })
    after(() => suite.end())

    it('who only reads publishes nothing, and is offered what they may do', async () => {
      for (const one of [ada, bob, stranger]) await one.sees('foot', SHARED)
      assert.deepEqual(
        await stranger.query({ q: 'thesis' }).then(({ open, may }) => [open.write, may.includes('claim')]),
        ['members', false],
      )
      assert.equal((await ada.query({ q: 'thesis' })).ballots, 0)
      assert.equal(new Set((await ada.log()).map(({ author }) => author)).size, 1, 'the clerk alone')
      await until(ada, says, 'Answer')
      await until(ada, offers, '.ballot input[value=yes]')
      await until(stranger, says, 'Only members')
      assert.equal(await stranger.page.evaluate(offers, '.ballot'), false)
    })

    it('before the first act the token is published, once, and everybody sees a member', async () => {
      // Both at once: neither knows yet of what the other publishes.
      await Promise.all([ada.claim('Members speak here'), ada.claim('And again')])
      await stranger.sees('shown', 'Members speak here')
      const { open } = await ada.query({ q: 'thesis' })
      assert.deepEqual([open.sites, open.member], [true, true])
      const bodies = await stranger.page.evaluate(async () =>
        (await (await document.querySelector('palabre-debate').export('log')).text()).split('\n'),
      )
      assert.equal(bodies.filter(line => line.includes('\\"do\\":\\"attest\\"')).length, 1)
    })

    it("a member's vote counts with the weight that the site gives, and is recounted so", async () => {
      const { id } = (await bob.query({ q: 'questions' })).questions[0]
      await bob.act({ do: 'ballot', question: id, choice: 'yes' })
      await ada.act({ do: 'ballot', question: id, choice: 'no' })
      for (const one of [ada, bob, stranger]) {
        await until(one, voted, 'Adopt the plan?', 'voters', 2)
        const { tally } = (await one.query({ q: 'questions' })).questions[0]
        assert.equal(tally.outcome ?? tally.result, 'adopted', JSON.stringify(tally))
        const { agrees } = await one.page.evaluate(() => document.querySelector('palabre-debate').recount())
        assert.ok(agrees)
      }
    })

    it('says that only members were counted', async () => {
      await stranger.page.evaluate(() => {
        document.querySelector('palabre-debate').shadowRoot.querySelector('[part=how-counted]').open = true
      })
      await until(stranger, says, 'Only members for whom the site vouches')
    })

    it('votes are held back until closing, and come out then, where they are counted by other rules too', async () => {
      // Long enough for all that happens before it on this machine.
      const closes = Date.now() + Math.max(12_000, 3 * pace)
      const ask = (title, more) => ada.act({ do: 'ask', title, ...more, results: 'after-close', closes })
      const { id: way } = await ask('Which way?', { method: 'plurality', options: ['In', 'Out'] })
      const { id } = await ask('Keep it open?', { method: 'yes-no' })
      await until(bob, says, 'Whoever runs the server can see them before')
      await until(bob, says, 'Which way?')
      await until(bob, says, 'Keep it open?')
      await bob.act({ do: 'ballot', question: way, choice: 0 })
      await ada.act({ do: 'ballot', question: way, choice: 1 })
      await bob.act({ do: 'ballot', question: id, choice: 'yes' })
      await ada.act({ do: 'ballot', question: id, choice: 'no' })
      await until(bob, voted, 'Which way?', 'sealed', 1)
      await until(bob, voted, 'Keep it open?', 'sealed', 1)
      // Is away when they come out, and has kept that they were there.
      await bob.page.close()
      await until(stranger, voted, 'Which way?', 'sealed', 2)
      assert.equal(await stranger.page.evaluate(counted, way), 0)
      assert.equal(await ada.page.evaluate(counted, way), 1)
      await until(stranger, voted, 'Keep it open?', 'sealed', 2)
      const early = await suite.come('/')
      await until(early, voted, 'Keep it open?', 'sealed', 2)
      for (const one of [stranger, early, ada, bob]) {
        if (one === bob) await bob.open()
        await until(one, voted, 'Keep it open?', 'sealed', 0)
        const { tally, counts } = (await one.query({ q: 'questions' })).questions.find(one => one.id === id)
        assert.deepEqual([counts.yes, counts.no], [1, 1], JSON.stringify(tally))
        await until(one, voted, 'Which way?', 'sealed', 0)
        assert.equal(await one.page.evaluate(counted, way), 2)
      }
    })

    it('a token that is not good is told, and nothing is published', async () => {
      const eve = await suite.come('/eve')
      await eve.sees('foot', SHARED)
      await assert.rejects(eve.claim('Let me in'), /token: token-signature/)
      await eve.sees('refused', 'You were not recognised as a member')
      await eve.sees('refused', 'the site could not vouch for you')
      for (const [path, code] of [
        ['/late', 'token-ended'],
        ['/gone', 'token'],
      ]) {
        const one = await suite.come(path)
        await one.sees('foot', SHARED)
        await assert.rejects(one.claim('Not now'), new RegExp(`${code}:`))
        assert.equal(await one.page.evaluate(() => document.querySelector('palabre-debate').session().me.value), null)
      }
    })
  })
}
