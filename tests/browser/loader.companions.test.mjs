import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { browsers, profile, serve } from './harness.mjs'
import { debateOf, outcome, OUTLINE, pageOf, shown } from './pages.mjs'

const QUESTION =
  '<palabre-question method="yes-no" quorum="1/4" eligible="40" closes="2031-01-01T12:00:00+01:00"><h3>Close it on Sundays?</h3></palabre-question>'

const pages = {
  '/inside': pageOf(debateOf('debate="square"', OUTLINE + QUESTION)),
  '/outside': pageOf(`${debateOf()}<palabre-question debate="square"><h3>Close it on Sundays?</h3></palabre-question>
    <p>There are <palabre-count debate="square">some</palabre-count>, and:
    <palabre-tally debate="square">soon</palabre-tally></p>`),
  '/lone': pageOf(
    '<palabre-question debate="lone" method="approval" closes="2031-01-01T12:00:00+01:00"><h3>Which day?</h3><ul><li>Monday</li><li>Tuesday</li></ul></palabre-question>',
  ),
  '/mistyped': pageOf(
    '<palabre-question debate="lone" method="yes-no" closes="tomorrow"><h3>Which day?</h3></palabre-question>',
  ),
  '/twins': pageOf(
    ['Monday', 'Friday']
      .map(
        day =>
          `<palabre-question debate="twins" method="approval"><h3>Which day?</h3><ul><li>${day}</li><li>None</li></ul></palabre-question>`,
      )
      .join(''),
  ),
  '/timed': pageOf(debateOf('debate="timed" loading="eager"', OUTLINE + QUESTION)),
  '/link': pageOf(`<div style="height:2000px"></div>${debateOf('debate="square" loading="eager"')}`),
}

for (const name of browsers) {
  describe(`companions and permalinks in ${name}`, () => {
    let browser, site, page
    before(async () => {
      site = await serve(pages)
      browser = await profile(name)
      page = await browser.newPage()
    })
    after(async () => {
      await browser?.close()
      await site?.close()
    })

    it('a question inside a debate is one of its questions, with what its attributes say', async () => {
      await page.goto(`${site.address}/inside`)
      assert.equal(await outcome(page), 'ready')
      const { questions } = await page.evaluate(() =>
        document.querySelector('palabre-debate').query({ q: 'questions' }),
      )
      assert.equal(questions.length, 1)
      const [question] = questions
      assert.equal(question.title, 'Close it on Sundays?')
      assert.equal(question.closes, Date.UTC(2031, 0, 1, 11))
      assert.deepEqual(question.rule, { eligible_number: 40, quorum: { share: '1/4' } })
    })

    it('a changed attribute makes another question', async () => {
      const ids = await page.evaluate(async () => {
        const element = document.querySelector('palabre-debate')
        const id = () => element.query({ q: 'questions' }).questions[0].id
        const before = id()
        element.querySelector('palabre-question').setAttribute('quorum', '1/3')
        await new Promise(later => setTimeout(later, 300))
        return [before, id()]
      })
      assert.notEqual(ids[0], ids[1])
    })

    it('a question, a count and a tally elsewhere share the debate', async () => {
      await page.goto(`${site.address}/outside`)
      for (const tag of ['palabre-debate', 'palabre-question', 'palabre-count', 'palabre-tally'])
        assert.equal(await outcome(page, tag), 'ready', tag)
      assert.match(await shown(page, 'palabre-count'), /3/)
      assert.match(await shown(page, 'palabre-question'), /Sundays/)
      await page.evaluate(() =>
        document
          .querySelector('palabre-debate')
          .acting.act({ do: 'claim', parent: '~', stance: 'pro', text: 'One more' }),
      )
      await page.waitForFunction(() => /4/.test(document.querySelector('palabre-count').shadowRoot.textContent), {
        timeout: 3000,
      })
      assert.deepEqual(
        await page.evaluate(() =>
          ['palabre-count', 'palabre-tally'].map(tag => getComputedStyle(document.querySelector(tag)).display),
        ),
        ['inline', 'inline'],
      )
    })

    it('doctor() tells what it did not understand of a question that stands alone', async () => {
      await page.goto(`${site.address}/mistyped`)
      assert.equal(await outcome(page, 'palabre-question'), 'ready')
      const { findings } = await page.evaluate(() => globalThis.Palabre.doctor())
      const said = findings.filter(({ about }) => about === 'outline').map(({ says }) => says)
      assert.equal(said.length, 1, said.join('\n'))
      assert.match(said[0], /lone: closes="tomorrow" on “Which day\?”/)
    })

    it('a question with no debate around it is a ballot of its own, and says what its times rest on', async () => {
      await page.goto(`${site.address}/lone`)
      assert.equal(await outcome(page, 'palabre-question'), 'ready')
      // Ballots other than yes and no are fetched when a page has one.
      await page.waitForFunction(() => document.querySelector('palabre-question').shadowRoot.querySelector('label'))
      const inside = await shown(page, 'palabre-question')
      for (const words of ['Which day?', 'Monday', 'Tuesday', 'rest on good will'])
        assert.ok(inside.includes(words), words)
      await page.evaluate(async () => {
        const { acting } = document.querySelector('palabre-question')
        const [question] = acting.ask({ q: 'questions' }).questions
        await acting.act({ do: 'ballot', question: question.id, choice: [1] })
      })
      await page.waitForFunction(() =>
        /1 person voted/.test(document.querySelector('palabre-question').shadowRoot.textContent),
      )
    })

    it('two questions with one title are two', async () => {
      await page.goto(`${site.address}/twins`)
      for (const at of [1, 2]) assert.equal(await outcome(page, `palabre-question:nth-of-type(${at})`), 'ready')
      // Ballots of this form come a moment later.
      await page.waitForFunction(() =>
        [...document.querySelectorAll('palabre-question')].every(one => one.shadowRoot.textContent.includes('None')),
      )
      const days = await page.evaluate(() =>
        [...document.querySelectorAll('palabre-question')].map(
          one => one.shadowRoot.textContent.match(/Monday|Friday/)[0],
        ),
      )
      assert.deepEqual(days, ['Monday', 'Friday'])
    })

    it('what the page changes while the engine is on its way counts, and who waits is answered', async () => {
      const slow = await browser.newPage()
      await slow.evaluateOnNewDocument(() => {
        const native = globalThis.fetch
        const gate = new Promise(open => (globalThis.letGo = open))
        globalThis.fetch = async (...given) => {
          if (/core/.test(String(given[0]?.url ?? given[0]))) {
            globalThis.asked = true
            await gate
          }
          return native(...given)
        }
      })
      await slow.goto(`${site.address}/inside`)
      await slow.waitForFunction(() => globalThis.asked)
      const [results, titles, waited, closed] = await slow.evaluate(async () => {
        const element = document.querySelector('palabre-debate')
        const waiting = element.export('log').then(
          () => 'saved',
          error => error.code,
        )
        // Another debate, and back: the first start is given up.
        element.setAttribute('debate', 'elsewhere')
        await new Promise(later => setTimeout(later, 50))
        element.setAttribute('debate', 'square')
        await new Promise(later => setTimeout(later, 50))
        element.querySelector('palabre-question').setAttribute('results', 'after-close')
        const more = document.createElement('palabre-question')
        more.setAttribute('method', 'yes-no')
        more.innerHTML = '<h3>And on Mondays?</h3>'
        element.append(more)
        await new Promise(later => setTimeout(later, 50))
        globalThis.letGo()
        const waited = await waiting
        const { questions } = element.query({ q: 'questions' })
        element.destroy()
        const closed = await element.export('log').then(
          () => 'saved',
          error => error.code,
        )
        const [{ results }] = questions
        return [results, questions.map(one => one.title), waited, closed]
      })
      assert.equal(results, 'after-close')
      assert.deepEqual(titles, ['Close it on Sundays?', 'And on Mondays?'])
      assert.deepEqual([waited, closed], ['saved', 'closed'])
      await slow.close()
      await page.bringToFront()
    })

    it('a time on a question is said to rest on good will by the debate around it', async () => {
      await page.goto(`${site.address}/timed`)
      assert.equal(await outcome(page), 'ready')
      const said = () =>
        page.evaluate(() => document.querySelector('palabre-debate').notices.value.map(({ code }) => code))
      assert.ok((await said()).includes('times-unchecked'))
      await page.evaluate(() => document.querySelector('palabre-question').removeAttribute('closes'))
      await page.waitForFunction(
        () => !document.querySelector('palabre-debate').notices.value.some(one => one.code === 'times-unchecked'),
      )
    })

    it('follows a router that uses the Navigation API', async t => {
      await page.goto(`${site.address}/link`)
      assert.equal(await outcome(page), 'ready')
      if (!(await page.evaluate(() => 'navigation' in window))) return t.skip('this browser has none')
      await page.evaluate(async () => {
        navigation.addEventListener('navigate', event => event.intercept({ handler: async () => undefined }))
        await navigation.navigate('/link?step=2#palabre-square.~deliveries').finished
      })
      await page.waitForFunction(
        () =>
          /deliveries/.test(
            document.querySelector('palabre-debate').shadowRoot.activeElement?.closest('article')?.textContent ?? '',
          ),
        { timeout: 4000 },
      )
    })

    it('a vote is told to the page with ids and counts', async () => {
      await page.goto(`${site.address}/outside`)
      assert.equal(await outcome(page, 'palabre-question'), 'ready')
      const heard = await page.evaluate(async () => {
        const element = document.querySelector('palabre-question')
        const heard = []
        for (const type of ['palabre-before-vote', 'palabre-vote', 'palabre-tally']) {
          document.addEventListener(type, event =>
            heard.push([type, event.target.localName, event.detail.question, event.detail.voters ?? null]),
          )
        }
        const question = element.shared.ask({ q: 'questions' }).questions[0].id
        await element.acting.act({ do: 'ballot', question, choice: 'yes' })
        return heard.map(([type, from, id, voters]) => [type, from, id === question, voters])
      })
      assert.deepEqual(heard[0], ['palabre-before-vote', 'palabre-question', true, null])
      assert.ok(heard.some(one => one[0] === 'palabre-vote'))
      assert.ok(
        heard.some(one => one[0] === 'palabre-tally' && one[3] === 1),
        JSON.stringify(heard),
      )
    })

    it('the address of a claim is answered at the start and when it changes', async () => {
      const focused = () =>
        page.evaluate(
          () =>
            document.querySelector('palabre-debate').shadowRoot.activeElement?.closest('article')?.textContent ?? '',
        )
      await page.goto(`${site.address}/link#palabre-square.~avenue`)
      assert.equal(await outcome(page), 'ready')
      await page.waitForFunction(() => document.querySelector('palabre-debate').shadowRoot.activeElement, {
        timeout: 4000,
      })
      assert.match(await focused(), /follows the avenue/)
      await page.evaluate(() => {
        location.hash = '#palabre-square.~deliveries'
      })
      await page.waitForFunction(
        () =>
          /deliveries/.test(
            document.querySelector('palabre-debate').shadowRoot.activeElement?.closest('article')?.textContent ?? '',
          ),
        { timeout: 4000 },
      )
      await page.goBack()
      await page.waitForFunction(
        () =>
          /avenue/.test(
            document.querySelector('palabre-debate').shadowRoot.activeElement?.closest('article')?.textContent ?? '',
          ),
        { timeout: 4000 },
      )
    })

    it('an engine that runs out of memory is started again from what is kept', async () => {
      const poor = await browser.newPage()
      await poor.evaluateOnNewDocument(() => {
        for (const way of ['instantiate', 'instantiateStreaming']) {
          const native = WebAssembly[way]
          WebAssembly[way] = async (...given) => {
            const made = await native.apply(WebAssembly, given)
            const exports = { ...made.instance.exports }
            for (const name of ['palabre_query', 'palabre_apply']) {
              const call = exports[name]
              if (!call) continue
              exports[name] = (...args) => {
                if (globalThis.exhausted === name) {
                  globalThis.exhausted = ''
                  throw new WebAssembly.RuntimeError('unreachable')
                }
                return call(...args)
              }
            }
            return { module: made.module, instance: { exports } }
          }
        }
      })
      await poor.goto(`${site.address}/link`)
      assert.equal(await outcome(poor), 'ready')
      const result = await poor.evaluate(async () => {
        const element = document.querySelector('palabre-debate')
        const { id } = await element.acting.act({
          do: 'claim',
          parent: '~',
          stance: 'con',
          text: 'Before it ran out',
        })
        globalThis.exhausted = 'palabre_query'
        let code = ''
        try {
          element.query({ q: 'thesis' })
        } catch (error) {
          code = error.code
        }
        await new Promise(later => setTimeout(later, 1500))
        const kept = element.query({ q: 'claim', id }).text
        // Over what is said by now: whoever says it again says it twice.
        globalThis.exhausted = 'palabre_apply'
        const over = await element.acting.act({ do: 'claim', parent: '~', stance: 'con', text: 'Over this' })
        return [
          code,
          kept,
          element.notices.value.some(one => one.code === 'engine-restarted'),
          globalThis.exhausted,
          element.query({ q: 'claim', id: over.id }).text,
        ]
      })
      assert.deepEqual(result, ['memory', 'Before it ran out', true, '', 'Over this'])
      await poor.close()
      await page.bringToFront()
    })
  })
}
