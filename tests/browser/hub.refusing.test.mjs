// What the hub does not take, and what the reader is told of it.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Author, idOf } from '../hub/hub.mjs'
import { browsers } from './harness.mjs'
import { debateAt, PATIENCE_MS, SHARED, Suite, until } from './hub-page.mjs'
import { liar, signed, welcome } from './liar.mjs'

const DEBATE = 'localhost/halles'
const LONG = `Much too long: ${'and so on, '.repeat(20)}`

const written = ({ author, n, body }) => `${author} ${n} ${body}`
// In the page.
const answering = async id => {
  const element = document.querySelector('palabre-debate')
  element.compose(id, 'pro')
  const field = () => element.shadowRoot.querySelector('[part~=composer] textarea')
  for (let tries = 0; !field() && tries < 200; ++tries) await new Promise(later => setTimeout(later, 25))
}
const typing = words => {
  const field = document.querySelector('palabre-debate').shadowRoot.querySelector('[part~=composer] textarea')
  field.value = words
  field.dispatchEvent(new Event('input', { bubbles: true }))
}
const writing = words =>
  document.querySelector('palabre-debate').shadowRoot.querySelector('[part~=composer] textarea')?.value === words
/** Shows the branch of a claim alone. */
const alone = async id => {
  const { shadowRoot } = document.querySelector('palabre-debate')
  const press = async find => {
    for (let tries = 0; !find() && tries < 200; ++tries) await new Promise(later => setTimeout(later, 25))
    find().click()
  }
  await press(() => shadowRoot.getElementById(`more:${id}`))
  const says = one => one.textContent.startsWith('Show this branch alone')
  await press(() => Array.from(shadowRoot.querySelectorAll('.panel button')).find(says))
  for (let tries = 0; !shadowRoot.querySelector('[part=focus]') && tries < 200; ++tries)
    await new Promise(later => setTimeout(later, 25))
}
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
      await person.page.evaluate(answering, next.id)
      await person.page.evaluate(typing, 'Half an ans')
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
      // What was being written about it goes with it.
      await person.page.evaluate(answering, after.id)
      await until(person, writing, 'Half an ans')
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
      // What one tab was told of, the other tells too, and either may close it.
      await beside.sees('refused', 'it is too long')
      assert.deepEqual((await beside.log()).map(written).sort(), (await person.log()).map(written).sort())
      assert.equal(await beside.page.evaluate(kept), 'kept')
      await beside.claim('Said beside')
      await person.sees('shown', 'Said beside')
      await beside.sees('shown', 'Said beside')
      await beside.page.close()
      assert.deepEqual([person.errors, beside.errors], [[], []])
    })

    it('an act in another tab while the rest is signed anew comes on top of that, and brings nothing back', async () => {
      const one = await suite.person(name, site)
      await one.sees('foot', SHARED)
      await one.claim('Said with a connection')
      await one.sees('shown', 'Said with a connection')
      const other = await one.beside()
      await hub.end('SIGTERM')
      await one.sees('foot', 'No connection')
      const lost = `${LONG}in one of two tabs`
      await one.claim(lost)
      await one.claim('Said after what is too long')
      await other.sees('claim', 'Said after what is too long')
      // Tabs come to this lock in the order in which they ask: what signs anew, then what the reader says.
      const lock = `palabre:${DEBATE}`
      const asking = count =>
        until(
          other,
          async (lock, count) =>
            (await navigator.locks.query()).pending.filter(one => one.name === lock).length === count,
          lock,
          count,
        )
      await other.page.evaluate(
        lock =>
          new Promise(held => {
            navigator.locks.request(lock, () => new Promise(go => held((globalThis.letGo = go))))
          }).then(() => undefined),
        lock,
      )
      await hub.again()
      await asking(1)
      const act = other.claim('Said meanwhile')
      await asking(2)
      await other.page.evaluate(() => globalThis.letGo())
      await act
      for (const tab of [one, other]) {
        await tab.sees('shown', 'Said meanwhile')
        await tab.sees('shown', 'Said after what is too long')
        await tab.sees('foot', SHARED)
        assert.equal((await tab.query({ q: 'search', text: 'one of two tabs' })).total, 0)
        assert.equal(await tab.page.evaluate(kept), 'kept')
      }
      const journal = await other.page.evaluate(() =>
        document.querySelector('palabre-debate').session().hands().journal().read(0, 1000),
      )
      const saying = words => journal.filter(line => line.includes(words)).length
      assert.deepEqual([lost, 'Said meanwhile', 'Said after what is too long'].map(saying), [0, 1, 1])
      const heads = journal.map(line => written(JSON.parse(JSON.parse(line).head))).sort()
      for (const tab of [one, other]) {
        const log = (await tab.log()).map(written).sort()
        const lacking = log.filter(head => !heads.includes(head))
        assert.deepEqual(lacking, [])
      }
      // What is closed in one tab does not come back with what the other is told of next.
      await other.sees('refused', 'in one of two tabs')
      await other.press('[part~=notice-refused] button')
      await other.keeps('view:hub-refused', kept => kept.length === 0)
      await one.claim(`${LONG}once more`)
      await one.sees('refused', 'once more')
      await one.misses('refused', 'in one of two tabs')
      await other.sees('refused', 'once more')
      assert.deepEqual([one.errors, other.errors], [[], []])
      await other.page.close()
    })

    it('a branch that stands alone and is not taken gives way to the whole debate', async () => {
      const one = await suite.person(name, site)
      await one.sees('foot', SHARED)
      await hub.end('SIGTERM')
      await one.sees('foot', 'No connection')
      const { id } = await one.claim(`${LONG}alone`)
      await one.claim('An answer to what stands alone', id)
      await one.page.evaluate(alone, id)
      await one.page.evaluate(() =>
        document.querySelector('palabre-debate').shadowRoot.querySelector('[part~=up]').focus(),
      )
      await hub.again()
      await one.sees('refused', 'stands alone')
      await until(one, () => {
        const { shadowRoot } = document.querySelector('palabre-debate')
        return !shadowRoot.querySelector('[part=focus]') && shadowRoot.activeElement?.id === 'h-~'
      })
      const after = await one.claim('Said after that')
      await one.claim('And an answer', after.id)
      await person.sees('shown', 'And an answer')
      // What is closed there leaves the focus at the head.
      await one.page.evaluate(alone, after.id)
      await one.page.evaluate(() => {
        const { shadowRoot } = document.querySelector('palabre-debate')
        const button = shadowRoot.querySelector('[part~=notice-refused] button')
        button.focus()
        button.click()
      })
      const focus = () => document.querySelector('palabre-debate').shadowRoot.activeElement?.id
      assert.equal(await one.page.evaluate(focus), `h-${after.id}`)
      assert.deepEqual(one.errors, [])
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

    it('what the hub took before it stays the one entry that it was', async () => {
      const one = await suite.person(name, site)
      await one.sees('foot', SHARED)
      await hub.end('SIGTERM')
      await one.sees('foot', 'No connection')
      const good = await one.claim('Said before something too long')
      await one.claim(LONG)
      await one.page.close()
      await hub.again()
      // What was said meanwhile would make another entry of it, were it signed anew.
      const answer = await hub.get(`/debates/${DEBATE}/entries`, {
        method: 'POST',
        headers: { 'Content-Type': 'text/plain' },
        body: new Author(DEBATE).claim('Said by somebody else meanwhile'),
      })
      assert.match(await answer.text(), /"receipt"/)
      await one.open()
      await one.sees('refused', 'it is too long')
      await one.claim('Said after it')
      await person.sees('shown', 'Said after it')
      await one.sees('foot', SHARED)
      const { claims } = await person.query({ q: 'search', text: 'before something too long' })
      assert.deepEqual(
        claims.map(({ id }) => id),
        [good.id],
      )
      const mine = (await hub.log(DEBATE)).filter(({ author }) => author === claims[0].author)
      assert.deepEqual(
        mine.map(({ n }) => n),
        [1, 2],
      )
      assert.deepEqual(one.errors, [])
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

  describe(`what was taken before a refusal, in ${name}`, () => {
    const suite = new Suite()
    after(() => suite.end())

    it('is said again as it was where it is not acknowledged yet: signed anew it would be there twice', async () => {
      const published = []
      const hub = await liar(suite, (say, message, clerk) => {
        if (message.type === 'hello') say(welcome(clerk, 0))
        if (message.type !== 'publish') return
        published.push(...message.lines)
        if (published.length !== 2) return
        const { head } = JSON.parse(published[1])
        const { author, n } = JSON.parse(head)
        const of = { debate: DEBATE, id: idOf(head), author, n, reason: 'text', time: 1760000000000 }
        const refusal = `palabre refusal 1\n${JSON.stringify(of)}`
        say({ type: 'entries', after: 0, to: 1 }, [clerk.claim('Said by somebody else meanwhile')])
        say({ type: 'refuse', id: of.id, reason: of.reason, what: '', refusal, sig: signed(clerk, refusal) })
      })
      const person = await suite.person(name, await suite.site({ '/': debateAt(hub) }))
      await person.sees('foot', SHARED)
      await person.claim('Taken, and on its way to the disk')
      await person.claim(LONG)
      await person.sees('refused', 'it is too long')
      for (const end = Date.now() + PATIENCE_MS; published.length < 3;) {
        if (Date.now() > end) throw new Error('waited in vain for what is said again')
        await new Promise(later => setTimeout(later, 20))
      }
      assert.equal(published[2], published[0])
      assert.equal(published.length, 3)
      assert.deepEqual(person.errors, [])
    })
  })
}
