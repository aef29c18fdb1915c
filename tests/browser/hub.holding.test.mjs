// Votes that a hub holds back until closing are said to be held before anybody has voted, and only where they are.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { browsers } from './harness.mjs'
import { debateAt, SHARED, Suite } from './hub-page.mjs'
import { pageOf } from './pages.mjs'

const HELD = 'The votes on this question stay closed until voting ends'
const CLOSES = 'results="after-close" closes="2099-01-01T00:00:00Z"'

for (const name of browsers) {
  describe(`votes held back, in ${name}`, () => {
    const suite = new Suite()
    let site
    before(async () => {
      let url = ''
      const page = debate => ({
        get body() {
          return pageOf(debateAt(url, `site="localhost" ${CLOSES}`).replace('"halles"', `"${debate}"`))
        },
      })
      site = await suite.site({ '/halles': page('halles'), '/page-alone': page('page-alone') })
      const debates = { halles: { page: `${site.address}/halles` } }
      ;({ url } = await suite.hub({ sites: [{ name: 'localhost', debates }] }))
    })
    after(() => suite.end())

    /** Somebody who looks at the question, once its card is drawn and all that the hub had is here. */
    const beforeCard = async path => {
      const person = await suite.person(name, site, path)
      await person.sees('foot', SHARED)
      await person.page.waitForFunction(
        () => document.querySelector('palabre-debate').shadowRoot.querySelector('[part=question] input') !== null,
        { polling: 50, timeout: 60_000 },
      )
      return person
    }
    const saysHeld = person =>
      person.page.evaluate(
        held => document.querySelector('palabre-debate').shadowRoot.textContent.includes(held),
        HELD,
      )
    /** Waits until as many votes have come to this reader, opened (`voters`) or not (`sealed`). */
    const has = (person, votes) =>
      person.page.waitForFunction(
        votes => {
          const [question] = document.querySelector('palabre-debate').query({ q: 'questions' }).questions
          return Object.keys(votes).every(name => question[name] === votes[name])
        },
        { polling: 50, timeout: 60_000 },
        votes,
      )

    it('is said of a question that the hub has declared, before the first vote', async () => {
      const person = await beforeCard('/halles')
      // What the hub declares may come after the card was drawn.
      await person.page.waitForFunction(
        held => document.querySelector('palabre-debate').shadowRoot.textContent.includes(held),
        { polling: 50, timeout: 60_000 },
        HELD,
      )
      await has(person, { sealed: 0, voters: 0 })
      const { id: question } = await person.question()
      await person.act({ do: 'ballot', question, choice: 'yes' })
      const other = await suite.person(name, site, '/halles')
      await has(other, { sealed: 1 })
      assert.deepEqual([person.errors, other.errors], [[], []])
    })

    it('is not said of one that stands in the page alone, whose votes are given out at once', async () => {
      const person = await beforeCard('/page-alone')
      const { id: question } = await person.question()
      await person.act({ do: 'ballot', question, choice: 'yes' })
      // Who comes then has all that could make it be said: the hub's whole list, the card, and a vote.
      const other = await beforeCard('/page-alone')
      await has(other, { sealed: 0, voters: 1 })
      assert.equal(await saysHeld(other), false)
      assert.equal(await saysHeld(person), false)
    })
  })
}
