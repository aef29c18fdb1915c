// The element as the page's own scripts meet it: what it tells, answers, opens and saves.
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { Vector, key } from '../vectors/vector.mjs'
import { DEBATE, ECOLE, LIVRAISONS, inBrowsers } from './reader.mjs'

/** Notes the element's events as `[name, detail]`; what a page may read of them. */
const listen = one =>
  one.element(element => {
    globalThis.told = []
    for (const name of ['view-change', 'navigate', 'tally', 'vote', 'post', 'before-vote', 'before-post'])
      document.addEventListener(`palabre-${name}`, event =>
        globalThis.told.push([name, event.detail, event.target === element, event.cancelable]),
      )
  })
const told = (one, name) => one.page.evaluate(name => globalThis.told.filter(([one]) => one === name), name)

inBrowsers('the element', debate => {
  it('tells of views, places, votes and tallies, with ids and counts, and of words only beforehand', () =>
    debate(async one => {
      await listen(one)
      await one.press('.view', 'Deux colonnes')
      await one.press('.question .choice', 'Oui')
      await one.send('.question form')
      await one.hears('vote est compté')
      await one.argue('~', 'pro', 'Des mots à moi.')
      assert.equal(await one.element(element => element.reveal('~nord')), true)
      assert.equal(await one.element(element => element.reveal('nowhere')), false)
      const [[, view]] = await told(one, 'view-change')
      assert.deepEqual([view.view, view.sort], ['columns', 'strongest'])
      assert.ok((await told(one, 'navigate')).some(([, { id }]) => id === '~nord'))
      const [[, vote]] = await told(one, 'vote')
      const [[, tally]] = await told(one, 'tally')
      assert.equal(vote.verb, 'ballot')
      assert.equal(tally.question, vote.question)
      assert.deepEqual([tally.method, tally.voters], ['yes-no', 1])
      const all = await one.page.evaluate(() => globalThis.told)
      for (const [name, , ours, cancelable] of all) assert.deepEqual([ours, cancelable], [true, /^before/.test(name)])
      const worded = all.filter(([, detail]) => JSON.stringify(detail).includes('Des mots à moi'))
      assert.deepEqual(
        worded.map(([name]) => name),
        ['before-post'],
      )
    }))

  it('answers where its reader is, without a word of what was said', () =>
    debate(async one => {
      await one.element(element => element.reveal('~nord'))
      await one.until(root => root.activeElement?.id === 'h-~nord')
      const snapshot = await one.element(element => element.snapshot())
      assert.deepEqual([snapshot.claims, snapshot.entries, snapshot.ballots], [5, 0, 0])
      assert.deepEqual([snapshot.place.view, snapshot.place.focus], ['thread', '~'])
      assert.ok(snapshot.place.open.includes('~avenue'))
      assert.doesNotMatch(JSON.stringify(snapshot), /quartier|piétonne/)
    }))

  it('saves the debate as JSON, a log, HTML and a table, each with what was said', () =>
    debate(async one => {
      await one.argue('~', 'con', 'Dit ici, "entre guillemets".')
      const files = await one.element(async element =>
        Promise.all(
          ['json', 'log', 'html', 'csv'].map(async format => {
            const file = await element.export(format)
            return [format, file.type.split(';')[0], await file.text()]
          }),
        ),
      )
      assert.deepEqual(
        files.map(([format, type]) => `${format} ${type}`),
        ['json application/json', 'log application/x-ndjson', 'html text/html', 'csv text/csv'],
      )
      for (const [format, , text] of files) assert.match(text, /Dit ici/, format)
      assert.equal(JSON.parse(files[0][2]).log.length, 1)
      assert.match(files[2][2], /data-id=/)
      assert.match(files[3][2], /"Dit ici, ""entre guillemets""\."/)
    }))

  it('begins in the view and order that its attributes name, and says which are reserved', () =>
    debate(
      async one => {
        const chosen = () => one.text('.view[aria-pressed=true]')
        assert.equal(await chosen(), 'Deux colonnes')
        assert.equal(await one.look(root => root.querySelector('.sort select').value), 'newest')
        await one.element(element => element.setAttribute('view', 'summary'))
        await one.until(root => root.querySelector('.summary') !== null)
        await one.element(element => element.setAttribute('view', 'map'))
        await one.until(root => /carte/i.test(root.textContent))
      },
      { body: DEBATE.replace('loading="eager"', 'loading="eager" view="columns" sort="newest"') },
    ))

  it('is named by the page where it names no debate: by its meta, else by its canonical address', async () => {
    const unnamed = DEBATE.replace('debate="halles" ', 'site="example.org" ')
    const name = one => one.element(element => element.snapshot().debate)
    const canonical = '<link rel="canonical" href="https://example.org/rue/des-halles?utm_source=mail">'
    const meta = '<meta name="palabre:debate" content="rue-des-halles">'
    assert.equal(await debate(name, { body: unnamed, head: canonical + meta }), 'example.org/rue-des-halles')
    const named = await debate(name, { body: unnamed, head: canonical })
    const plain = await debate(name, { body: unnamed, head: canonical.replace('?utm_source=mail', '') })
    assert.equal(named, plain)
    assert.notEqual(named, await debate(name, { body: unnamed }))
  })

  it('gives way to what the owner opened, and doctor() names the attributes that differ', () =>
    debate(
      async one => {
        const log = new Vector()
        log.open({ write: 'closed' })
        await one.open(log.lines[0])
        await one.until(root => root.querySelector('.add') === null)
        const { findings } = await one.page.evaluate(() => globalThis.Palabre.doctor())
        const [write] = findings.filter(({ about }) => about === 'write')
        assert.equal(write?.level, 'warn', JSON.stringify(findings))
        assert.match(write.says, /write="open"/)
      },
      {
        body: DEBATE.replace(
          'debate="halles"',
          `site="example.org" debate="square" owner="${key('owner')}" write="open"`,
        ),
      },
    ))

  it('speaks the language that the page asked for last, whichever file comes last', () =>
    debate(async one => {
      await one.element(element => {
        element.setAttribute('lang', 'en')
        element.setAttribute('lang', 'fr')
      })
      const there = () => performance.getEntriesByType('resource').some(({ name }) => /palabre-en\./.test(name))
      await one.until(there)
      await new Promise(later => setTimeout(later, 300))
      assert.match(await one.text('.tools'), /Discussion/)
      await one.element(element => element.setAttribute('lang', 'en'))
      await one.until(root => /Thread/.test(root.querySelector('.tools').textContent))
    }))

  it('gives each argument its language and direction', () =>
    debate(async one => {
      const id = await one.act({ do: 'claim', parent: '~', stance: 'pro', lang: 'ar', text: 'الشارع للجميع.' })
      await one.element((element, id) => element.reveal(id), id)
      await one.until((root, id) => root.activeElement?.id === id, `h-${id}`)
      assert.deepEqual(
        await one.look((root, id) => {
          const words = root.getElementById(id).querySelector('[lang]')
          return [words.lang, getComputedStyle(words).direction, getComputedStyle(words).unicodeBidi]
        }, `h-${id}`),
        ['ar', 'rtl', 'isolate'],
      )
    }))

  it('keeps what is being written through addresses within the page and the back button', () =>
    debate(async one => {
      await one.press(`[id="answer:${ECOLE}"]`)
      await one.type(`text:${ECOLE}`, 'En chemin')
      await one.page.evaluate(id => {
        location.hash = `palabre-halles.${id}`
      }, LIVRAISONS)
      await one.until((root, id) => root.activeElement?.id === id, `h-${LIVRAISONS}`)
      await one.page.evaluate(() => history.back())
      await one.until((root, id) => root.getElementById(id)?.value === 'En chemin', `text:${ECOLE}`)
    }))
})
