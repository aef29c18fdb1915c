// What waits for the reader's word beside what is theirs here: it is asked about until it is shared, in later visits.
import assert from 'node:assert/strict'
import { createPrivateKey, createPublicKey } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { Author } from '../hub/hub.mjs'
import { browsers } from './harness.mjs'
import { debateAt, SHARED, Suite, until } from './hub-page.mjs'

const DEBATE = 'localhost/halles'
const ASKED = '1 contribution is in this browser only'
const NOTE = 'hub-offered'

for (const name of browsers) {
  describe(`what was offered to a hub, in ${name}`, () => {
    const suite = new Suite()
    let hub, site, one, other
    before(async () => {
      hub = await suite.hub({ text_characters: 100 })
      site = await suite.site({ '/': debateAt(hub.url), '/alone': debateAt('') })
      one = await suite.person(name, site)
      other = await suite.person(name, site)
      // From then on the hub has all that the reader wrote, and what they write goes out without asking.
      await one.claim('Said by the reader')
      await other.sees('shown', 'Said by the reader')
      await one.sees('foot', SHARED)
    })
    after(() => suite.end())

    const opens = text =>
      one.page.evaluate(
        file => document.querySelector('palabre-debate').importFile(new File([file], 'debate.ndjson')),
        new Author(DEBATE).claim(text),
      )
    const waits = (asks, released) =>
      one.keeps(NOTE, kept => kept?.asks.length === asks && kept.let.length === released)
    const shares = () => one.press('[part~=share]')

    it('a file is asked about again where the page was left without a word', async () => {
      await opens('Said in a file')
      await one.sees('asks', ASKED)
      await waits(1, 0)
      await one.page.close()
      await one.open()
      await one.sees('asks', ASKED)
      await one.sees('foot', SHARED)
    })

    it('it goes out in a later visit where the reader has said so and the hub was not there', async () => {
      await hub.end('SIGTERM')
      await one.sees('foot', 'No connection')
      await shares()
      await waits(0, 1)
      await one.page.close()
      await hub.again()
      await one.open()
      await other.sees('shown', 'Said in a file')
      await one.sees('foot', SHARED)
      await one.misses('asks', ASKED)
      await waits(0, 0)
    })

    it('it is not forgotten over what the hub does not take', async () => {
      await opens('Said in another file')
      await one.sees('asks', ASKED)
      await one.claim(`Much too long: ${'and so on, '.repeat(20)}`)
      await one.sees('refused', 'it is too long')
      await one.claim('Said after what was too long')
      await other.sees('shown', 'Said after what was too long')
      await one.sees('foot', SHARED)
      await one.sees('asks', ASKED)
      await one.page.evaluate(() =>
        document.querySelector('palabre-debate').shadowRoot.querySelector('[part~=share]').focus(),
      )
      await shares()
      await other.sees('shown', 'Said in another file')
      await one.sees('asks', 'It will be shared with everybody.')
      // The button is gone, and the focus has not gone with it.
      await until(
        one,
        () => document.querySelector('palabre-debate').shadowRoot.activeElement?.getAttribute('part') === 'hub',
      )
    })

    it('of a debate that was held without a hub no more is asked about in the next visit, whatever the hub has', async () => {
      const local = await suite.person(name, site, '/alone')
      for (const text of ['Said without a hub', 'Said too']) await local.claim(text)
      await local.page.close()
      await local.open('/')
      await local.sees('asks', '2 contributions are in this browser only')
      await local.sees('shown', 'Said by the reader')
      await local.keeps(NOTE, kept => kept !== undefined)
      await local.page.close()
      await local.open('/')
      await local.sees('foot', 'not shared yet')
      await local.sees('asks', '2 contributions are in this browser only')
      assert.deepEqual(local.errors, [])
    })

    it('what the reader wrote under a former key is asked about, being nobody’s own here any more', async () => {
      await one.sees('foot', SHARED)
      await hub.end('SIGTERM')
      await one.sees('foot', 'No connection')
      await one.claim('Said under the former key')
      const seed = Buffer.alloc(32, name.length)
      const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed])
      const { x: key } = createPublicKey(createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })).export({
        format: 'jwk',
      })
      await one.page.evaluate(
        (key, seed) =>
          document
            .querySelector('palabre-debate')
            .session()
            .takeKey({ kind: 'seed', key, seed: new Uint8Array(seed) }),
        key,
        [...seed],
      )
      await waits(1, 0)
      await one.page.close()
      await hub.again()
      await one.open()
      await one.sees('asks', ASKED)
      await one.sees('foot', SHARED)
      await shares()
      await other.sees('shown', 'Said under the former key')
      await one.claim('Said under the present key')
      await other.sees('shown', 'Said under the present key')
      await waits(0, 0)
      assert.deepEqual([one.errors, other.errors], [[], []])
    })
  })
}
