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

    /** What the card of the question says once the reader looks at it. */
    const card = async path => {
      const person = await suite.person(name, site, path)
      await person.sees('foot', SHARED)
      const said = wanted =>
        person.page.waitForFunction(
          wanted => document.querySelector('palabre-debate').shadowRoot.querySelector(wanted) !== null,
          { polling: 50 },
          wanted,
        )
      await said('[part=question] input')
      return person
    }
    const text = person =>
      person.page.evaluate(
        () => document.querySelector('palabre-debate').shadowRoot.querySelector('[part=question]').textContent,
      )

    it('is said of a question that the hub has declared, before the first vote', async () => {
      const person = await card('/halles')
      await person.page.waitForFunction(
        held => document.querySelector('palabre-debate').shadowRoot.textContent.includes(held),
        { polling: 50, timeout: 60_000 },
        HELD,
      )
      assert.equal((await person.question()).sealed, 0)
      const { id: question } = await person.question()
      await person.act({ do: 'ballot', question, choice: 'yes' })
      const other = await suite.person(name, site, '/halles')
      await other.page.waitForFunction(
        () => document.querySelector('palabre-debate').query({ q: 'questions' }).questions[0].sealed === 1,
        { polling: 50, timeout: 60_000 },
      )
      assert.deepEqual([person.errors, other.errors], [[], []])
    })

    it('is not said of one that stands in the page alone, whose votes are given out at once', async () => {
      const person = await card('/page-alone')
      assert.ok(!(await text(person)).includes(HELD))
      const { id: question } = await person.question()
      await person.act({ do: 'ballot', question, choice: 'yes' })
      const other = await suite.person(name, site, '/page-alone')
      await other.page.waitForFunction(
        () => document.querySelector('palabre-debate').query({ q: 'questions' }).questions[0].voters === 1,
        { polling: 50, timeout: 60_000 },
      )
      assert.ok(!(await text(person)).includes(HELD))
    })
  })
}
