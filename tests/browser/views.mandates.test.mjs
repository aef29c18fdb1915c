// A question on which people may vote for others: lent, given, taken back, noted present, and said in
// the minutes.
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { declaredQuestionId, key, Vector } from '../vectors/vector.mjs'
import { violations } from './axe.mjs'
import { inBrowsers } from './reader.mjs'

const LIQUID = { title: 'Planter des arbres ?', method: 'yes-no', rule: { liquid: true } }
const MEETING = { title: 'Approuver les comptes ?', method: 'yes-no', rule: { max_proxies: 1, meeting: '6 juin' } }
const [liquid, meeting] = [LIQUID, MEETING].map(declaredQuestionId)
const body = `<palabre-debate debate="square" site="example.org" lang="fr" loading="eager"><h2>Quoi ?</h2>
  <ul><li data-stance="pro">Oui.</li></ul>
  <palabre-question liquid="yes"><h3>${LIQUID.title}</h3></palabre-question>
  <palabre-question meeting="6 juin" max-proxies="1"><h3>${MEETING.title}</h3></palabre-question></palabre-debate>`

/** What Ada and Bo said and voted elsewhere. */
function others() {
  const log = new Vector()
  log.entry('ada', 'name', { text: 'Ada' })
  log.entry('bo', 'name', { text: 'Bo' })
  log.entry('ada', 'ballot', { question: liquid, choice: 'yes' })
  log.entry('bo', 'delegate', { to: key('cy'), scope: '*' })
  log.entry('ada', 'ballot', { question: meeting, choice: 'no' })
  log.entry('bo', 'proxy', { holder: key('ada'), scope: '*' })
  return log.lines.join('\n')
}

/** What the card of a question shows. */
const shown = (one, title) =>
  one.look(
    (root, title) =>
      [...root.querySelectorAll('.question')].find(card => card.textContent.includes(title))?.textContent ?? '',
    title,
  )
const shows = (one, title, part) =>
  one.until(
    (root, title, part) =>
      [...root.querySelectorAll('.question')].some(
        card => card.textContent.includes(title) && card.textContent.replace(/\s+/g, ' ').includes(part),
      ),
    title,
    part,
  )
/** Chooses in a list, once that can be chosen. */
async function choose(one, id, value) {
  await one.until(
    (root, id, value) => [...(root.getElementById(id)?.options ?? [])].some(option => option.value === value),
    id,
    value,
  )
  await one.look(
    (root, id, value) => {
      const list = root.getElementById(id)
      list.focus()
      list.value = value
      list.dispatchEvent(new Event('change', { bubbles: true }))
    },
    id,
    value,
  )
}

/** Chooses in a list by its arrow keys. */
async function walkTo(one, id, value) {
  await one.until((root, id) => root.getElementById(id)?.options.length > 1, id)
  await one.look((root, id) => root.getElementById(id).focus(), id)
  const at = () => one.look((root, id) => root.getElementById(id).value, id)
  for (let steps = 0; steps < 10 && (await at()) !== value; steps++) await one.page.keyboard.press('ArrowDown')
  assert.equal(await at(), value)
}

inBrowsers('votes that others cast', debate => {
  it('a vote is lent, cast by another, and taken back, all said aloud', () =>
    debate(
      async one => {
        await one.open(others())
        await shows(one, LIQUID.title, '1 personne a voté')
        await one.until((root, id) => root.getElementById(id) !== null, `${liquid}-lend-to`)
        await one.send('.lending')
        await one.until(root => /Choisissez d’abord/.test(root.querySelector('.lending').textContent))
        await walkTo(one, `${liquid}-lend-to`, key('ada'))
        const isOn = id => one.until((root, id) => root.activeElement?.id === id, id)
        await one.page.keyboard.press('Tab')
        await isOn(`${liquid}-lend-scope`)
        await one.page.keyboard.press('Tab')
        await one.until(root => root.activeElement?.type === 'submit')
        await one.page.keyboard.press('Enter')
        await one.hears('Votre voix est confiée')
        await shows(one, LIQUID.title, 'Votre voix est portée par')
        assert.equal(await one.focus(), `${liquid}-lend-title`)
        const counted = await one.element(async (element, id) => {
          const { question, mandates } = await element.session().mandates(id)
          return [question.counts.yes, mandates.carried, mandates.lost_votes.length]
        }, liquid)
        assert.deepEqual(counted, [2, 1, 1])
        await one.press('.lending .quiet', 'La reprendre')
        await one.hears('Vous l’avez reprise')
        await one.until(
          (root, id) => !/portée par/.test(root.getElementById(id).closest('form').textContent),
          `${liquid}-lend-to`,
        )
      },
      { body },
    ))

  it('who leads a meeting notes who is there, and a proxy above the limit is refused with its reason', () =>
    debate(
      async one => {
        await one.own()
        await one.open(others())
        await shows(one, MEETING.title, 'Qui vote pour qui')
        await choose(one, `${meeting}-roll`, key('bo'))
        const vouching = why =>
          one.element((element, why) => {
            element.session().vouching.value =
              why && (() => Promise.reject(Object.assign(new Error(), { code: why })))
          }, why)
        await vouching('token-wait')
        await one.send('.lending[part=roll]')
        await one.until(root => root.querySelector('.lending[part=roll] [part=error]:not([hidden])') !== null)
        // Whom the act was about is still chosen, for the next try.
        await vouching(null)
        await one.send('.lending[part=roll]')
        await one.hears('Noté présent')
        // Bo is there now: the proxy falls.
        await shows(one, MEETING.title, 'refusée : le mandant est présent')
        await choose(one, `${meeting}-lend-to`, key('ada'))
        await one.press('.lending button[type=submit]', 'Donner ma procuration')
        await shows(one, MEETING.title, 'retenue')
      },
      { body },
    ))

  it('the minutes say what was decided, in the reader’s language', () =>
    debate(
      async one => {
        await one.open(others())
        await shows(one, MEETING.title, 'Qui vote pour qui')
        const paper = await one.element(async element => (await element.export('minutes')).text())
        assert.match(paper, /<html lang="fr">/)
        assert.match(paper, /Procès-verbal/)
        assert.match(paper, /La proposition est rejetée\u00a0: 0 pour, 2 contre/)
        assert.match(paper, /<td>1<\/td>/)
        assert.doesNotMatch(paper, /<script/)
        assert.match(await one.text('.foot'), /Procès-verbal/)
      },
      { body },
    ))

  for (const viewport of [undefined, { width: 320, height: 640 }]) {
    it(`axe finds nothing${viewport ? ' on a narrow screen' : ''}`, () =>
      debate(
        async one => {
          await one.own()
          await one.open(others())
          await shows(one, MEETING.title, 'Qui vote pour qui')
          await one.look(root => root.querySelectorAll('details').forEach(more => (more.open = true)))
          assert.deepEqual(await violations(one.page, 'palabre-debate'), [])
          const wide = await one.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
          assert.ok(wide <= 0, `${wide} px too wide`)
          assert.doesNotMatch(await shown(one, MEETING.title), /lend\./)
        },
        { body, viewport },
      ))
  }
})
