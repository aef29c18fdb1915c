// What the hub does not take, and what the reader is told of it.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Author } from '../hub/hub.mjs'
import { browsers } from './harness.mjs'
import { debateAt, SHARED, Suite } from './hub-page.mjs'

const DEBATE = 'localhost/halles'
const LONG = `Much too long: ${'and so on, '.repeat(20)}`

const written = ({ author, n, body }) => `${author} ${n} ${body}`
/** Runs in the page. */
const kept = () => document.querySelector('palabre-debate').session().storage.value

for (const name of browsers) {
  describe(`refusals in ${name}`, () => {
    const suite = new Suite()
    let hub, site, person, beside
    before(async () => {
      hub = await suite.hub({ text_characters: 100 })
      site = await suite.site({
        '/': debateAt(hub.url),
        '/owned': debateAt(hub.url, 'owner="AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"'),
      })
      person = await suite.person(name, site)
    })
    after(() => suite.end())

    it('says what was not taken and why, drops it, and signs what came after anew', async () => {
      await person.sees('foot', SHARED)
      await person.claim('A first claim')
      await person.sees('shown', 'A first claim')
      beside = await person.beside()
      await beside.sees('shown', 'A first claim')
      // Without a connection all of this waits, and comes to the hub in one message.
      await hub.end('SIGTERM')
      await person.sees('foot', 'No connection')
      const long = await person.claim(LONG)
      const next = await person.claim('A claim after it')
      await person.claim('An answer to the claim after it', next.id)
      await person.claim('An answer to what is too long', long.id)
      await person.act({ do: 'impact', claim: next.id, parent: '~', value: 3 })
      await hub.again()
      await person.sees('refused', 'it is too long')
      await person.sees('refused', LONG)
      await person.sees('refused', 'An answer to what is too long')
      await person.sees('shown', 'A claim after it')
      await person.sees('shown', 'An answer to the claim after it')
      await person.sees('foot', SHARED)
      const { claims } = await person.query({ q: 'children', of: '~', sort: 'oldest' })
      const after = claims.find(one => one.text === 'A claim after it')
      assert.notEqual(after.id, next.id, 'signed anew')
      assert.equal(after.my_impact, 3)
      assert.deepEqual(
        (await person.claims(after.id)).map(one => one.text),
        ['An answer to the claim after it'],
      )
      assert.equal((await person.query({ q: 'search', text: 'much too long' })).total, 0)
    })

    it('numbers follow each other at the hub, and both have the same', async () => {
      const there = (await hub.log(DEBATE)).map(({ author, n }) => `${author} ${n}`)
      const here = (await person.log()).map(({ author, n }) => `${author} ${n}`)
      assert.deepEqual(here.sort(), there.sort())
      const me = await person.page.evaluate(() => document.querySelector('palabre-debate').session().me.value)
      const mine = there.filter(one => one.startsWith(me)).sort()
      assert.deepEqual(
        mine,
        [1, 2, 3, 4].map(n => `${me} ${n}`),
      )
    })

    it('another tab of the same person has it like this one, and goes on writing', async () => {
      await beside.sees('shown', 'An answer to the claim after it')
      assert.deepEqual((await beside.log()).map(written).sort(), (await person.log()).map(written).sort())
      assert.equal(await beside.page.evaluate(kept), 'kept')
      await beside.claim('Said beside')
      await person.sees('shown', 'Said beside')
      await beside.sees('shown', 'Said beside')
      await beside.page.close()
      assert.deepEqual([person.errors, beside.errors], [[], []])
    })

    it('is told after a reload too, until the reader has read it', async () => {
      await person.page.close()
      await person.open()
      await person.sees('refused', LONG)
      await person.page.evaluate(() => {
        const { shadowRoot } = document.querySelector('palabre-debate')
        for (const button of shadowRoot.querySelectorAll('[part~=notice-refused] button')) button.click()
      })
      await person.keeps('view:hub-refused', kept => kept.length === 0)
      await person.page.close()
      await person.open()
      await person.sees('foot', SHARED)
      assert.equal(await person.has('refused'), false)
    })

    it('a page that names another owner than the hub has shares nothing', async () => {
      const other = await suite.person(name, site, '/owned')
      await other.sees('wrong', 'belongs to somebody else')
    })

    it('what a file has in place of bodies stops nobody’s sharing', async () => {
      const [one, other] = [await suite.person(name, site), await suite.person(name, site)]
      await one.sees('foot', SHARED)
      const author = new Author(DEBATE)
      const verbs = ['device', 'stamp', 'ballot', 'hide', 'declare', 'attest']
      const lines = verbs.flatMap(verb => [`{"salt":"x","do":"${verb}",`, `[{"salt":"x","do":"${verb}"}]`])
      const file = lines.map(text => author.raw(text)).join('\n')
      await one.page.evaluate(
        text => document.querySelector('palabre-debate').importFile(new File([text], 'debate.ndjson')),
        file,
      )
      // What looks like a clerk's stamp is nobody's to share.
      await one.sees('asks', '10 contributions are in this browser only')
      await one.claim('Said after the file')
      await other.sees('shown', 'Said after the file')
      await one.page.close()
      await one.open()
      await one.claim('Said after a reload')
      await other.sees('shown', 'Said after a reload')
      assert.deepEqual(one.errors, [])
    })
  })
}
