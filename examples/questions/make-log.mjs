// Makes the invented ballots of these two pages: `node examples/questions/make-log.mjs`. The same run
// gives the same bytes; whoever changes a question runs it again, since its id is a hash of it.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sha256, Vector } from '../../tests/vectors/vector.mjs'

const here = fileURLToPath(new URL('.', import.meta.url))
const palabre = join(here, '../../tools/palabre')
const VOTERS = 14

/** The questions of a page, as its declaration has them. */
function questionsOf(page) {
  const folder = mkdtempSync(join(tmpdir(), 'palabre-'))
  try {
    const key = join(folder, 'key')
    execFileSync(palabre, ['key', 'new', key])
    const lines = execFileSync(palabre, ['open', page, '--key', key], { encoding: 'utf8' })
      .trim()
      .split('\n')
      .map(line => JSON.parse(line))
    const bodies = lines.filter(line => line.body).map(line => JSON.parse(line.body))
    return bodies.find(body => body.do === 'declare').questions
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** A number in [0,1) that depends on the words alone, not on which spaces stand between them. */
const chance = (...words) => sha256(words.join(' ').replace(/\s/g, ' ')).digest().readUInt32BE() / 2 ** 32

/** What this voter makes of each option, in [0,1): half of it is what all make of it. */
const likes = (voter, question) =>
  (question.options ?? ['']).map(
    option => (chance(question.title, option) + chance(question.title, option, voter)) / 2,
  )

const order = liked => liked.map((_, at) => at).sort((a, b) => liked[b] - liked[a])
const pairs = values => values.map((value, at) => [at, value]).filter(([, value]) => value !== 0)

const OBJECTION = { fr: 'Le lundi est le seul jour des apprentis.', en: 'Monday is the apprentices’ only day.' }
const CONCERN = { fr: 'Il faudra prévenir la mairie.', en: 'The town hall has to be told.' }

const CHOICES = {
  'yes-no': ([liked]) => (liked > 0.35 ? 'yes' : liked > 0.2 ? 'no' : 'abstain'),
  consent: ([liked], _, voter, lang) =>
    voter === 3
      ? { position: 'objection', reason: OBJECTION[lang] }
      : voter === 5
        ? { position: 'concern', reason: CONCERN[lang] }
        : { position: liked < 0.2 ? 'stand_aside' : 'consent' },
  'two-round': (liked, _, voter) => (voter === 7 ? 'blank' : order(liked)[0]),
  approval: liked => liked.map((_, at) => at).filter(at => liked[at] > 0.45),
  schulze: (liked, _, voter) => (voter % 5 === 4 ? [order(liked).slice(0, 2).sort()] : order(liked).map(at => [at])),
  'stv-scottish': (liked, _, voter) =>
    order(liked)
      .slice(0, 2 + (voter % 3))
      .map(at => [at]),
  'majority-judgment': liked => liked.map(like => Math.min(4, Math.floor(like * 5))),
  star: liked => pairs(liked.map(like => Math.round(like * 5))),
  cumulative(liked) {
    const [first, second, third] = order(liked)
    return pairs(liked.map((_, at) => (at === first ? 5 : at === second ? 3 : at === third ? 2 : 0)))
  },
  quadratic: liked => pairs(liked.map(like => Math.max(-3, Math.min(3, Math.round((like - 0.4) * 8))))),
  'equal-shares': liked => liked.map((_, at) => at).filter(at => liked[at] > 0.5),
  slider: ([liked]) => Math.round((liked - 0.45) * 200),
}

function makeLog(page, debate, lang, file) {
  const log = new Vector()
  const lines = []
  for (const question of questionsOf(join(here, page))) {
    for (let voter = 0; voter < VOTERS; voter++) {
      if (chance(question.title, 'absent', voter) < 0.1) continue
      const choice = CHOICES[question.method](likes(voter, question), question, voter, lang)
      lines.push(log.make(`${debate} ${voter}`, 'ballot', { question: question.id, choice }, { debate, clock: 1 }))
    }
  }
  writeFileSync(join(here, file), lines.map(line => `${JSON.stringify(line)}\n`).join(''))
}

makeLog('index.html', 'ateliers-du-canal.example/reliquat', 'fr', 'assemblee.ndjson')
makeLog('english.html', 'canal-workshops.example/surplus', 'en', 'assembly.ndjson')
