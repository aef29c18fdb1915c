// A small debate in which there is something of everything that a question can be asked about.
import { Vector, author, declaredQuestionId, key } from '../vectors/vector.mjs'

export const debate = 'example.org/square'
export const question = { title: 'Shall cars go?', method: 'yes-no', options: null, closes: 9000, eligible: 'anyone' }
export const questionId = declaredQuestionId(question)

/** What the page says, as the element reads it: without ids. */
export const outline = {
  thesis: 'The square belongs to people.',
  claims: [
    { data_id: 'walk', parent: -1, stance: 'pro', text: 'Children walk to school.' },
    { parent: 0, stance: 'con', text: 'The way to school is the avenue.' },
    { parent: -1, stance: 'con', text: 'Deliveries lose their way.' },
  ],
  questions: [{ text: null, about: null, rule: null, opens: null, results: null, ...question }],
}
export const options = { debate, anchor: key('owner'), outline }

const quote = { id: '~walk', parent: '~', stance: 'pro', text: 'Children walk to school.' }

/** The log, and the ids of what it says by short names. */
export function square() {
  const log = new Vector()
  const ids = {}
  log.open({ title: 'The square', text: 'At length.', lang: 'en', contact: 'town@example.org' })
  log.entry('ada', 'name', { text: 'Ada' })
  ids.shade = log.entry(
    'ada',
    'claim',
    {
      parent: '~walk',
      stance: 'pro',
      text: 'Trees give shade.',
      lang: 'en',
      sources: ['https://example.org/trees'],
      from: { name: 'Ada there', at: '2015-10-18T23:33:27+02:00', url: 'https://example.org/1', id: 'a/1', votes: 7 },
      quote,
    },
    { at: 5000 },
  )
  ids.heat = log.entry('bob', 'claim', { parent: ids.shade, stance: 'con', text: 'Not in winter.' }, { at: 6000 })
  ids.copy = log.entry('bob', 'claim', { parent: ids.shade, stance: 'pro', text: 'Tres give shade.' })
  ids.gone = log.entry('bob', 'claim', { parent: '~', stance: 'con', text: 'Hidden.' })
  ids.under = log.entry('ada', 'claim', { parent: ids.gone, stance: 'con', text: 'Why?' })
  ids.link = log.entry('ada', 'link', { claim: ids.heat, parent: '~', stance: 'con' })
  ids.remark = log.entry('bob', 'remark', {
    parent: ids.shade,
    text: 'Which trees?',
    from: { name: 'Bob there', at: '', url: '', id: 's/1' },
  })
  log.entry('bob', 'impact', { claim: ids.shade, parent: '~walk', value: 4, quote })
  log.entry('ada', 'impact', { claim: ids.shade, parent: '~walk', value: 3, quote })
  log.entry('ada', 'tag', { target: ids.shade, tag: 'climate', on: true })
  log.entry('ada', 'flag', { target: ids.shade, reason: 'spam' })
  log.entry('ada', 'edit', { target: ids.shade, text: 'Trees give shade to all.' })
  log.entry('ada', 'stance', { target: '~', value: -20 })
  log.entry('ada', 'stance', { target: '~', value: 60 })
  log.entry('owner', 'hide', { target: ids.gone, reason: 'off topic' })
  ids.ballot = log.entry('ada', 'ballot', { question: questionId, choice: 'yes' })
  log.entry('bob', 'ballot', { question: questionId, choice: 'abstain' })
  ids.count = log.entry('owner', 'count', {
    question: questionId,
    column: 'room',
    figures: { yes: 3, no: 1 },
    source: 'https://example.org/minutes',
    counter: 'The town clerk',
  })
  ids.ask = log.entry('owner', 'ask', { title: 'What first?', method: 'approval', options: [ids.shade, 'A bench'] })
  log.entry('ada', 'ballot', { question: ids.ask, choice: [0] })
  const asks = rule => log.entry('owner', 'ask', { title: 'Who?', method: 'yes-no', rule })
  ids.liquid = asks({ liquid: true })
  ids.meeting = asks({ max_proxies: 1, meeting: 'spring' })
  for (const question of [ids.liquid, ids.meeting]) log.entry('ada', 'ballot', { question, choice: 'yes' })
  log.entry('bob', 'delegate', { to: key('ada'), scope: '*' })
  log.entry('carl', 'delegate', { to: key('owner'), scope: '*' })
  log.entry('bob', 'proxy', { holder: key('ada'), scope: '*' })
  ids.lost = log.entry('carl', 'claim', { parent: 'nothing-of-this-name', stance: 'pro', text: 'x' })
  ids.void = log.entry('carl', 'hide', { target: ids.shade, reason: 'no' })
  return { log, ids, lines: `${log.lines.join('\n')}\n`, me: key('ada') }
}

/** The entry that an answer of compose becomes, signed by `name`. */
export function signed(name, composed) {
  const { sig } = new Vector().sign(name, composed.head)
  return JSON.stringify({ head: composed.head, sig, body: composed.body })
}
export { author, key }
