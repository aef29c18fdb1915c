// What a result shows of many ballots, to whom and when; and what a reader can check.
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { Vector } from '../vectors/vector.mjs'
import { inBrowsers } from './reader.mjs'

const SITE = 'test.example'
const page = (attributes, options = '') => ({
  body: `<h1>Vote</h1><palabre-debate debate="results" site="${SITE}" lang="fr" loading="eager"><h2>Le budget</h2>
    <ul><li data-stance="pro">Il est équilibré.</li></ul>
    <palabre-question ${attributes}><h3>Quoi donc ?</h3>${options}</palabre-question></palabre-debate>`,
})
const list = (...options) => `<ul>${options.map(option => `<li>${option}</li>`).join('')}</ul>`

/** Adds ballots of others, each of another person. */
async function vote(one, choices) {
  const question = await one.element(element => element.query({ q: 'questions' }).questions[0].id)
  const log = choices.map((choice, at) =>
    new Vector().make(`voter ${at}`, 'ballot', { question, choice }, { debate: `${SITE}/results` }),
  )
  await one.open(log.map(line => `${JSON.stringify(line)}\n`).join(''))
  await one.until((root, count) => root.host.query({ q: 'questions' }).questions[0].voters === count, choices.length)
}
const verdict = (one, said) =>
  one.until(
    (root, said) => new RegExp(said, 's').test(root.querySelector('.verdict')?.textContent ?? ''),
    said.source,
  )
const disclose = (one, summary) => one.press('summary', summary)

/** Tennessee's four cities: 42, 26, 15 and 17 of 100 by distance; here in tenths, rounded to 4, 3, 1 and 2. */
const TENNESSEE = [
  ...Array(4).fill([[0], [1], [2], [3]]),
  ...Array(3).fill([[1], [2], [3], [0]]),
  [[2], [3], [1], [0]],
  ...Array(2).fill([[3], [2], [1], [0]]),
]
const CITIES = list('Memphis', 'Nashville', 'Chattanooga', 'Knoxville')

inBrowsers('a result', debate => {
  it('by duels shows each of them, and says which other rules would change it', () =>
    debate(
      async one => {
        await vote(one, TENNESSEE)
        await verdict(one, /Nashville.* l’emporte/)
        await one.until(root => root.querySelectorAll('.duels svg.opposed').length === 3)
        // Nashville over Memphis on 3 + 1 + 2 ballots, below it on 4.
        assert.match(await one.text('.duels'), /Nashville\s*6\s*4\s*Memphis/)
        await disclose(one, 'Les mêmes bulletins sous d’autres règles')
        await one.until(root => /règles donn/.test(root.querySelector('[part="other-rules"]').textContent))
        const rows = await one.look(root =>
          Array.from(root.querySelectorAll('[part="other-rules"] tbody tr'), row => row.textContent),
        )
        // Memphis has most first choices.
        assert.ok(
          rows.some(row => /Le plus de premiers choix.*Memphis.*un autre/.test(row)),
          rows.join('\n'),
        )
        assert.ok(
          rows.some(row => /Condorcet.*Nashville.*le même/.test(row)),
          rows.join('\n'),
        )
      },
      page('method="schulze"', CITIES),
    ))

  it('is printed as it stands in the page, without its controls', () =>
    debate(
      async one => {
        await vote(one, TENNESSEE)
        await verdict(one, /Nashville.* l’emporte/)
        await one.until(root => root.querySelectorAll('.duels svg.opposed').length === 3)
        await one.page.evaluate(() => dispatchEvent(new Event('beforeprint')))
        const printed = await one.text('.sheet .question')
        assert.match(printed, /Nashville.* l’emporte/s)
        assert.doesNotMatch(printed, /pas encore de résultat/)
        assert.equal(await one.look(root => root.querySelectorAll('.sheet .duels svg.opposed').length), 3)
        assert.equal(await one.look(root => root.querySelector('.sheet button, .sheet .question details')), null)
        await one.page.evaluate(() => dispatchEvent(new Event('afterprint')))
        assert.equal(await one.look(root => root.querySelector('.sheet')), null)
      },
      page('method="schulze"', CITIES),
    ))

  it('at a tie says between whom', () =>
    debate(
      async one => {
        await vote(one, [0, 1, 1, 0, 'blank'])
        await verdict(one, /Égalité entre .*Oui.* et .*Peut-être/)
        assert.match(await one.text('.tally'), /1 vote blanc est compté à part/)
      },
      page('method="plurality"', list('Oui', 'Peut-être')),
    ))

  it('round by round shows who leaves and what the others gain', () =>
    debate(
      async one => {
        await vote(one, TENNESSEE)
        await verdict(one, /l’emporte\s: plus de la moitié des voix au tour/)
        const rounds = await one.look(root => Array.from(root.querySelectorAll('.rounds > li'), li => li.textContent))
        assert.match(rounds[0], /«\sChattanooga\s» a le moins de voix/)
        assert.match(rounds[1], /Knoxville3 \(\+1\)/)
      },
      page('method="irv"', CITIES),
    ))

  it('stage by stage names nobody who left before', () =>
    debate(
      async one => {
        await vote(one, TENNESSEE)
        await verdict(one, /Nashville/)
        await one.until(root => root.querySelectorAll('.rounds > li').length === 3)
        const names = await one.look(root =>
          Array.from(root.querySelectorAll('.rounds > li'), li =>
            Array.from(li.querySelectorAll('.bar-name'), name => name.textContent.trim()),
          ),
        )
        assert.deepEqual(
          names.map(list => list.some(name => name.startsWith('Chattanooga'))),
          [true, true, false],
          JSON.stringify(names),
        )
      },
      page('method="stv-scottish" seats="1"', CITIES),
    ))

  it('of scores and a last duel ticks who wins, not who loses it', () =>
    debate(
      async one => {
        const scores = [
          [
            [0, 5],
            [1, 4],
          ],
          [
            [0, 1],
            [1, 2],
          ],
          [[1, 1]],
        ]
        await vote(one, scores)
        await verdict(one, /Rampe.* l’emporte\s: préférence de 2 bulletins, contre 1/)
        const ticked = () =>
          one.look(root => Array.from(root.querySelectorAll('.bars .chosen bdi'), name => name.textContent))
        assert.deepEqual(await ticked(), ['Rampe'])
      },
      page('method="star" scale="0..5"', list('Toiture', 'Rampe', 'Banc')),
    ))

  it('of scores that a duel leaves level says what decided', () =>
    debate(
      async one => {
        const scores = [
          [
            [0, 5],
            [1, 1],
          ],
          [
            [0, 1],
            [1, 2],
          ],
        ]
        await vote(one, scores)
        await verdict(
          one,
          /Toiture.* l’emporte\s: 1 bulletin pour chacune des deux premières, et celle-ci a plus de points/,
        )
      },
      page('method="star" scale="0..5"', list('Toiture', 'Rampe')),
    ))

  it('below nought is written with a minus sign', () =>
    debate(
      async one => {
        await vote(one, [[[0, -3]], [[1, 2]]])
        await verdict(one, /Rampe.* l’emporte/)
        assert.match(await one.text('.bars'), /Toiture\s*\u22123/)
        assert.doesNotMatch(await one.text('.tally'), /-\d/)
      },
      page('method="quadratic" credits="9"', list('Toiture', 'Rampe')),
    ))

  it('of a budget by equal shares is explained without the names that its papers give', () =>
    debate(
      async one => {
        await vote(one, [[0], [1], [1]])
        await verdict(one, /rojets? retenus?\s: /)
        const how = await one.look(root => root.querySelector('.tally .how').textContent)
        assert.match(how, /on augmente la part de chacun/)
        assert.doesNotMatch(how, /add1/)
      },
      page('method="equal-shares" budget="9"', '<ul><li data-cost="5">A</li><li data-cost="4">B</li></ul>'),
    ))

  it('of grades shows how many gave which, from as many people on as the page says', () =>
    debate(
      async one => {
        await vote(one, [[2], [2], [1], [0]])
        await verdict(one, /lui donne «\sPassable\s»/)
        await one.until(root => /À partir|à partir de 5 personnes/.test(root.querySelector('.tally').textContent))
        assert.equal(await one.look(root => root.querySelector('.profile')), null)
        await one.element(element => element.setAttribute('mask-below', '4'))
        await vote(one, [[2], [2], [1], [1]])
        await one.until(root => root.querySelectorAll('.profile rect').length > 2)
      },
      page('method="majority-judgment" grades="Bien, Passable, À rejeter"', list('La date')),
    ))

  it('that waits for one’s own vote is not shown before, and points at the ballot after', () =>
    debate(
      async one => {
        await vote(one, [[0], [0, 1], [0], [0]])
        assert.match(await one.text('.question'), /4 personnes ont voté\. Vous verrez le résultat/)
        assert.equal(await one.look(root => root.querySelector('.verdict')), null)
        await one.press('.question .choice', 'Jeudi')
        await one.send('.question form')
        await one.hears('vote est compté')
        await verdict(one, /Lundi.* l’emporte\s: 4 personnes l’acceptent, sur 5/)
        await one.press('.counted button')
        await one.until(root => /votre vote/.test(root.activeElement?.textContent ?? ''))
        assert.match(await one.look(root => root.activeElement.closest('li').textContent), /Jeudi/)
      },
      page('method="approval" results="after-vote"', list('Lundi', 'Jeudi')),
    ))

  it('is counted anew from the log at the press of a button', () =>
    debate(
      async one => {
        await vote(one, [[0], [1], [1]])
        await disclose(one, 'Comment c’est compté')
        await one.until(root => /ne sont pas vérifiés/.test(root.querySelector('.how').textContent))
        await one.press('.recount button')
        await one.until(root => /Tout concorde/.test(root.querySelector('.recount [role=status]').textContent))
      },
      page('method="phragmen" budget="9"', '<ul><li data-cost="5">A</li><li data-cost="4">B</li></ul>'),
    ))

  it('of a budget shows the cut and what each supporter pays for', () =>
    debate(
      async one => {
        await vote(one, [[0, 1], [0], [1, 2], [0, 2]])
        await verdict(one, /rojets? retenus?\s: /)
        await one.until(root => /2 soutiens/.test(root.querySelector('.projects')?.parentElement.textContent ?? ''))
        const said = await one.text('.tally')
        // 600 by three people is 200 for each; 500 by two is 250.
        assert.match(said, /3 soutiens, 200 pour chacun/)
        assert.match(said, /Non retenus\s: il reste/)
      },
      page(
        'method="budget-greedy" budget="1000"',
        '<ul><li data-cost="600">A</li><li data-cost="300">B</li><li data-cost="500">C</li></ul>',
      ),
    ))
})

inBrowsers('a ballot', debate => {
  it('that is not cast yet is there again when the page is opened again, and gone once it is cast', () =>
    debate(
      async one => {
        await one.press('.unranked button', 'Jeudi')
        await one.until(root => root.querySelector('.ranked li') !== null)
        await new Promise(later => setTimeout(later, 600))
        await one.reopen()
        await one.begin()
        await one.until(root => /Jeudi/.test(root.querySelector('.ranked')?.textContent ?? ''))
        assert.match(await one.text('.question'), /Votre choix de la dernière fois\. Il ne compte pas encore\./)
        await one.send('.question form')
        await one.hears('vote est compté')
        await one.press('.voted button', 'Retirer')
        await one.hears('vote est retiré')
        await one.until(root => root.querySelector('.unranked') !== null)
        assert.equal(await one.look(root => root.querySelector('.ranked')), null)
      },
      page('method="borda"', list('Lundi', 'Jeudi')),
    ))

  it('of a question that says too little says what it lacks, and cannot be cast', () =>
    debate(
      async one => {
        await one.until(root => /sa page n’indique pas credits/.test(root.querySelector('.question').textContent))
      },
      page('method="quadratic"', list('Lundi', 'Jeudi')),
    ))

  it('in a narrow place asks for grades one option after the other, without a sideways scroll', () =>
    debate(
      async one => {
        await one.until(root => root.querySelector('.graded.narrow') !== null)
        assert.ok(await one.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth))
        assert.match(await one.text('.graded .grade-word'), /Bien/)
      },
      {
        ...page('method="majority-judgment" grades="Bien, Passable, Insuffisant, À rejeter"', list('Lundi', 'Jeudi')),
        viewport: { width: 320, height: 700 },
      },
    ))
})
