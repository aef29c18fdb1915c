// docs/entry.md, section 3: what a page declares.
import { declaredClaimId, declaredQuestionId, idOf, key, vector } from './vector.mjs'

const child = {
  id: declaredClaimId('con', ' The  road\n is long '),
  parent: '~quiet',
  stance: 'con',
  text: ' The  road\n is long ',
}
const quiet = { id: '~quiet', parent: '~', stance: 'pro', text: 'It is quiet' }
const votes = { title: 'Close the street?', method: 'yes-no', closes: 100 }
const question = { id: declaredQuestionId(votes), ...votes }
const page = JSON.stringify({ thesis: 'Close it', claims: [quiet, child], questions: [question] })

vector(
  'declared',
  'Declared claims and questions are there before all entries; ids come from data-id or from stance and text',
  { declared: page },
  log => {
    const claim = log.entry('ada', 'claim', { parent: child.id, stance: 'pro', text: 'So it is', quote: child })
    log.entry('ada', 'ballot', { question: question.id, choice: 'yes' })
    return {
      thesis: { text: 'Close it' },
      claims: [
        { id: '~quiet', author: null, places: [{ parent: '~', stance: 'pro' }] },
        {
          id: `~~${idOf('con\nThe road is long')}`,
          text: ' The  road\n is long ',
          places: [{ parent: '~quiet', stance: 'con' }],
        },
        { id: claim },
      ],
      questions: [
        {
          id: `~?${idOf('{"title":"Close the street?","text":null,"about":null,"method":"yes-no","options":null,"rule":null,"opens":null,"closes":100,"results":null,"eligible":null}')}`,
          voters: 1,
        },
      ],
    }
  },
)

vector(
  'declared-not-editable',
  'Declared claims are claims, but cannot be edited, withdrawn or erased; they can be hidden, linked, moved and merged',
  { declared: page },
  log => {
    const bad = [
      ['edit', { target: '~quiet', text: 'x' }],
      ['withdraw', { target: '~quiet' }],
      ['erase', { target: '~quiet' }],
      ['erase', { target: '~' }],
      ['erase', { target: question.id }],
    ].map(([verb, fields]) => [log.entry('owner', verb, fields), 'kind'])
    log.entry('owner', 'move', { claim: child.id, parent: '~', stance: 'pro' })
    log.entry('owner', 'merge', { claim: child.id, into: '~quiet' })
    log.entry('owner', 'hide', { target: '~quiet', reason: 'no' })
    return {
      void: bad,
      claims: [
        { id: '~quiet', status: 'hidden' },
        { id: child.id, status: 'merged', places: [{ parent: '~', stance: 'pro' }] },
      ],
    }
  },
)

vector(
  'declare',
  "Where a declare counts, the page's outline is not used; several add up by place",
  { declared: page },
  log => {
    const a = { id: '~a', parent: '~b', stance: 'pro', text: 'one' } // ~b is not there yet
    const b = { id: '~b', parent: '~a', stance: 'con', text: 'two' }
    const declare = (name, thesis, claims) => log.entry(name, 'declare', { thesis, claims, questions: [] })
    const usurped = declare('ada', 'Mine', [])
    declare('owner', 'First', [a, b])
    declare('owner', null, [
      { ...a, parent: '~', stance: 'con', text: 'one again' },
      { ...a, id: '~a.2', parent: '~a' },
    ])
    const mismatch = declare('owner', 'x', [{ ...child, text: 'another' }])
    const repeat = declare('owner', 'x', [{ ...a, id: '~a.1' }])
    return {
      void: [
        [usurped, 'right'],
        [mismatch, 'fields'],
        [repeat, 'fields'],
      ],
      thesis: { text: 'First' },
      questions: [],
      claims: [
        { id: '~a', text: 'one again', places: [{ parent: '~', stance: 'pro' }] },
        { id: '~b', text: 'two', places: [{ parent: '~a', stance: 'con' }] },
        { id: '~a.2', places: [{ parent: '~a', stance: 'pro' }] },
      ],
    }
  },
)

vector(
  'gone',
  'A claim that no outline in use has is brought back by the first quote, after the declared ones, below the thesis unless its parent is there',
  { declared: page },
  log => {
    const old = { id: '~old', parent: '~quiet', stance: 'con', text: 'It was said' }
    const lost = { id: '~lost', parent: '~nowhere', stance: 'pro', text: 'Lost' }
    const first = log.entry('ada', 'claim', { parent: '~lost', stance: 'pro', text: 'a', quote: lost })
    log.entry('ada', 'stance', { target: '~old', value: 5, quote: old })
    log.entry('bo', 'stance', { target: '~old', value: 7, quote: { ...old, text: 'Another wording', parent: '~' } })
    const unquoted = log.claim('bo', '~never')
    const waits = log.entry('bo', 'impact', {
      claim: '~late',
      parent: unquoted,
      value: 1,
      quote: { ...lost, id: '~late', parent: '~old' },
    })
    return {
      waiting: [unquoted, waits],
      stances: { '~old': { n: 2, mean: 6 } },
      claims: [
        { id: '~quiet' },
        { id: child.id },
        {
          id: '~old',
          text: 'It was said',
          status: 'shown',
          author: null,
          gone: true,
          places: [{ parent: '~quiet', stance: 'con' }],
        },
        { id: '~late', gone: true, places: [{ parent: '~old', stance: 'pro' }] },
        { id: '~lost', gone: true, places: [{ parent: '~', stance: 'pro' }] },
        { id: first },
      ],
    }
  },
)

vector('gone-not', 'No quote of a pending, void or erased entry brings a claim back', {}, log => {
  log.open({ clerks: [key('clerk')] })
  const lost = { id: '~lost', parent: '~', stance: 'pro', text: 'Lost' }
  const say = name => log.entry(name, 'claim', { parent: '~lost', stance: 'pro', text: 'a', quote: lost })
  const banned = say('ada')
  const gone = say('bo')
  const erase = log.entry('bo', 'erase', { target: gone, was: { do: 'claim', parent: '~lost', stance: 'pro' } })
  const ban = log.entry('owner', 'ban', { key: key('ada'), on: true })
  log.stamp('clerk', 5, [ban, banned, gone, erase])
  const pending = say('cy')
  return { claims: [], void: [[banned, 'banned']], waiting: [gone, pending] }
})

vector(
  'quote',
  "A quote's id is a declared claim's that its entry refers to and, where hashed, matches",
  { declared: page },
  log => {
    const say = (quote, parent = child.id) => log.entry('ada', 'remark', { parent, text: 'hm', quote })
    const fine = [
      say(child),
      say({ ...child, text: 'The road is long' }),
      say(null),
      say({ ...quiet, text: 'Said otherwise' }, '~quiet'),
    ]
    const bad = [
      [say({ ...child, text: 'Otherwise' }), 'quote'],
      [say(quiet), 'quote'],
      [say({ ...quiet, id: '~' }, '~'), 'quote'],
      [say({ ...quiet, id: question.id }, question.id), 'quote'],
      [say('text'), 'fields'],
      [say({ id: child.id }), 'fields'],
      [say({ ...child, text: '' }), 'fields'],
    ]
    return { void: bad, remarks: fine.map(id => ({ id })) }
  },
)

vector(
  'question-changed',
  'A declared question that is changed is another one: ballots of the former do not count in it',
  { declared: page },
  log => {
    const { id, ...swapped } = { ...question, title: 'Keep the street open?' }
    const ballot = log.entry('ada', 'ballot', { question: declaredQuestionId(swapped), choice: 'yes' })
    log.entry('bo', 'ballot', { question: id, choice: 'no' })
    return { waiting: [ballot], questions: [{ id, voters: 1 }] }
  },
)
