// The page's two readers, the element and the command line, make the same question of the same markup.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { inBrowsers } from './reader.mjs'

const palabre = fileURLToPath(new URL('../../tools/palabre', import.meta.url))
const run = promisify(execFile)

const LIST = '<ul><li>Un</li><li>Deux <em>bis</em></li></ul>'
const QUESTIONS = [
  ['casting-vote="yes" quorum=" 1 / 4"', ''],
  ['method="consent" bins="7"', ''],
  ['rules="loi-1901-ordinaire"', ''],
  ['rules=" loi-1901-extraordinaire \n second-convocation" eligible="30"', ''],
  ['rules="loi-1901-extraordinaire" quorum="1/3" casting-vote="no"', ''],
  ['meeting="6 juin" max-proxies="2" liquid="yes" ties="draw"', ''],
  ['method="two-round"', LIST],
  ['method="approval" seats="2"', LIST],
  ['method="stv-meek" seats=" 1 "', LIST],
  ['method="score" scale="-5  ..  5"', LIST],
  ['method="star" scale="0 5"', LIST],
  ['method="majority-judgment" grades="Très bien,\n bien, , passable"', LIST],
  ['method="majority-judgment" grades="Très bien,\n bien , passable"', LIST],
  ['method="cumulative" points="10" max-per-option="4"', LIST],
  ['method="quadratic" credits="100"', LIST],
  [
    'method="phragmen" budget="5000"',
    '<ol><li data-cost="900">Un<ul><li data-cost=" 100\n">Dedans</li></ul></li><li data-cost="7"> </li></ol>',
  ],
]
const body = questions =>
  `<palabre-debate debate="mark" site="test.example" lang="fr" loading="eager"><h2>Quoi ?</h2>
  <ul><li data-stance="pro">Oui.</li></ul>${questions
    .map(
      ([attributes, list], at) => `<palabre-question ${attributes}><h3>Question ${at}</h3>${list}</palabre-question>`,
    )
    .join('')}</palabre-debate>`

/** The ids that `palabre open` declares for a page, or what it says against it. */
async function declared(page) {
  const folder = await mkdtemp(join(tmpdir(), 'palabre-page-'))
  try {
    const [file, key] = [join(folder, 'page.html'), join(folder, 'key')]
    await writeFile(file, page)
    await run(palabre, ['key', 'new', key])
    const { stdout } = await run(palabre, ['open', file, '--key', key], { maxBuffer: 1 << 26 })
    const bodies = stdout
      .trim()
      .split('\n')
      .map(line => JSON.parse(line).body)
      .filter(Boolean)
      .map(text => JSON.parse(text))
    return bodies.find(one => one.do === 'declare').questions.map(({ id }) => id)
  } catch (error) {
    return error.stderr ?? String(error)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** One page cannot hold what the command line refuses aloud and the element passes over. */
const refused = QUESTIONS.filter(([attributes]) => attributes.includes(', ,'))
const understood = QUESTIONS.filter(one => !refused.includes(one))

inBrowsers('the markup of a question', (debate, browser) => {
  it('is the same question to the element and to the command line', () =>
    debate(
      async one => {
        const seen = await one.element(element => element.query({ q: 'questions' }).questions.map(({ id }) => id))
        assert.deepEqual(seen, await declared(body(understood)))
        assert.equal(new Set(seen).size, understood.length)
      },
      { body: body(understood) },
    ))

  it('that no method could count by is refused by the one and told by the doctor of the other', () =>
    debate(
      async one => {
        assert.match(await declared(body(refused)), /grades: grades are a number from 2/)
        const { findings } = await one.page.evaluate(() => window.Palabre.doctor())
        const said = findings.map(({ says }) => says).join('\n')
        assert.match(said, /grades="Très bien, bien, , passable"/, browser)
        assert.match(said, /Question 0.{1,3}ne peut pas être compté.*grades/)
      },
      { body: body(refused) },
    ))
})
