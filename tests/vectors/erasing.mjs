// docs/entry.md, section 5: erasing, and what is held or missing.
import { key, sha256, vector } from './vector.mjs'

const erase = (log, name, target, was) => log.entry(name, 'erase', was ? { target, was } : { target })
const claimed = (parent = '~', stance = 'pro') => ({ do: 'claim', parent, stance })

vector(
  'erase-claim',
  'An erased claim or remark keeps its place and its answers, without its text, whatever a copy still has',
  {},
  log => {
    const a = log.claim('ada')
    const remark = log.entry('ada', 'remark', { parent: a, text: 'hm' })
    const answer = log.claim('bo', a, 'con')
    log.entry('ada', 'edit', { target: a, text: 'edited' })
    const erases = [erase(log, 'ada', a, claimed()), erase(log, 'ada', remark, { do: 'remark', parent: a })]
    return {
      claims: [
        { id: a, text: null, status: 'erased', author: key('ada'), places: [{ parent: '~', stance: 'pro' }] },
        { id: answer, places: [{ parent: a }] },
      ],
      remarks: [{ id: remark, text: null, status: 'erased' }],
      persons: 2,
      set: sha256(
        [...log.entries.keys()]
          .sort()
          .map(id => `${id}${id === a || id === remark ? ' -' : ''}\n`)
          .join(''),
      ).digest('hex'),
      entries: erases.length + 4,
    }
  },
)

vector('erase-was', 'An erase whose `was` is not true, or has another form, is void', {}, log => {
  const a = log.claim('ada')
  const name = log.entry('ada', 'name', { text: 'Ada' })
  const absent = log.claim('ada', '~', 'con', { bodiless: true })
  const bad = [
    [a, undefined],
    [a, claimed('~', 'con')],
    [a, { ...claimed(), text: 'a' }],
    [a, { do: 'remark', parent: '~' }],
    [name, claimed()],
    [name, { do: 'name' }],
    [absent, { do: 'name' }],
    [absent, { do: 'claim', parent: '~' }],
    [absent, { ...claimed(), stance: 'for' }],
    [absent, {}],
  ].map(([target, was]) => [erase(log, 'ada', target, was), 'was'])
  return { void: bad, missing: [absent], names: { [key('ada')]: 'Ada' }, claims: [{ id: a, status: 'shown' }] }
})

vector('erase-believed', 'Where the body is not there, the first erase by place is believed', {}, log => {
  const absent = log.claim('ada', '~', 'con', { bodiless: true })
  const answer = log.claim('bo', absent)
  erase(log, 'ada', absent, claimed('~', 'con'))
  erase(log, 'ada', absent, claimed('~', 'pro'))
  erase(log, 'ada', absent)
  return {
    claims: [
      { id: absent, status: 'erased', author: key('ada'), places: [{ parent: '~', stance: 'con' }] },
      { id: answer, places: [{ parent: absent }] },
    ],
  }
})

vector('erase-others', 'Every other erased entry is not judged and does nothing', {}, log => {
  log.open()
  const a = log.claim('ada')
  const [name, link, hide, void_, waits] = [
    log.entry('ada', 'name', { text: 'Ada' }),
    log.entry('ada', 'link', { claim: a, parent: '~', stance: 'pro' }),
    log.entry('owner', 'hide', { target: a, reason: 'no' }),
    log.entry('ada', 'hide', { target: a, reason: 'no' }),
    log.entry('ada', 'edit', { target: 'nothing', text: 'a' }),
  ]
  for (const target of [name, link, void_, waits]) erase(log, 'ada', target)
  erase(log, 'owner', hide)
  const refers = log.entry('ada', 'withdraw', { target: link })
  return { void: [[refers, 'kind']], names: {}, claims: [{ id: a, status: 'shown' }] }
})

vector('erase-void', 'Void entries can be erased; an erased claim is judged by `was` alone', {}, log => {
  log.open()
  const long = log.entry('ada', 'claim', { parent: '~', stance: 'pro', text: '' })
  const answer = log.claim('bo', long)
  const broken = log.entry('ada', 'claim', {}, { body: 'not JSON' })
  erase(log, 'ada', long, claimed())
  erase(log, 'ada', broken)
  return { claims: [{ id: long, status: 'erased', text: null }, { id: answer }] }
})

vector('erase-kind', 'What the order and the rights rest on cannot be erased', {}, log => {
  const open = log.open({ clerks: [key('clerk')] })
  const ask = log.entry('owner', 'ask', { title: 'a', method: 'yes-no' })
  const say = (verb, fields) => log.entry('owner', verb, fields)
  const lasting = [
    open,
    ask,
    say('declare', { thesis: null, claims: [], questions: [] }),
    say('phase', { name: 'p', allows: [] }),
    say('role', { key: key('mo'), role: 'moderator', on: true }),
    say('ban', { key: key('troll'), on: true }),
    say('key', { key: key('new'), replaces: key('old') }),
    say('device', { key: key('phone') }),
    say('attest', { token: 'a.b.c' }),
    say('count', { question: ask, column: 'c', figures: 1, source: 's', counter: 'c' }),
    say('outcome', { target: '~', text: 'o' }),
  ]
  lasting.push(log.stamp('clerk', 10, lasting))
  const name = say('name', { text: 'a' })
  lasting.push(erase(log, 'owner', name))
  const bad = lasting.map(target => erase(log, 'owner', target))
  log.stamp('clerk', 20, [name, lasting.at(-1), ...bad])
  return { void: bad.map(id => [id, 'kind']), names: {} }
})

vector('erase-right', "One erases one's own; clerks anything; moderators claims and remarks", {}, log => {
  log.open({ clerks: [key('clerk')] })
  log.entry('owner', 'role', { key: key('mo'), role: 'moderator', on: true })
  const [a, b, c] = [log.claim('ada'), log.claim('ada'), log.claim('ada')]
  const [name, flag] = [
    log.entry('ada', 'name', { text: 'Ada' }),
    log.entry('ada', 'flag', { target: c, reason: 'x' }),
  ]
  const bad = [erase(log, 'bo', a, claimed()), erase(log, 'mo', name)]
  const good = [erase(log, 'mo', a, claimed()), erase(log, 'clerk', b, claimed()), erase(log, 'clerk', name)]
  log.stamp('clerk', 10, [a, b, c, name, flag, ...bad, ...good])
  return {
    void: bad.map(id => [id, 'right']),
    claims: [
      { id: a, status: 'erased' },
      { id: b, status: 'erased' },
      { id: c, status: 'shown' },
    ],
    names: {},
    flags: { [c]: 1 },
  }
})

vector('erase-waits', 'An erase waits only where its target is not there or waits by its clock', {}, log => {
  const absent = log.claim('ada', '~', 'pro', { withheld: true })
  const far = log.claim('ada', '~', 'pro', { clock: 1000000 })
  const below = log.claim('ada', absent)
  const waits = [
    erase(log, 'ada', absent, claimed()),
    erase(log, 'ada', far, claimed()),
    erase(log, 'ada', '~nothing'),
  ]
  erase(log, 'ada', below, claimed(absent))
  return { waiting: [below, ...waits, far] }
})

vector(
  'erase-ballot',
  'An erased ballot is counted as such by the question in `was`, and only until closing can it be erased',
  {},
  log => {
    log.open({ clerks: [key('clerk')] })
    const question = log.entry('owner', 'ask', { title: 'a', method: 'yes-no', closes: 100 })
    const vote = name => log.entry(name, 'ballot', { question, choice: 'yes' })
    const was = { do: 'ballot', question }
    const [a, b, c] = ['ada', 'bo', 'cy'].map(vote)
    const first = erase(log, 'ada', a, was)
    log.stamp('clerk', 99, [question, a, b, c, first])
    const late = erase(log, 'bo', b, was)
    log.stamp('clerk', 100, [late])
    erase(log, 'cy', c, was) // pending
    return { void: [[late, 'time']], questions: [{ id: question, voters: 2, erased: 1, pending: 0 }] }
  },
)

vector(
  'sealed',
  'An entry without body that is not erased is sealed where a stamp holds it, else missing',
  {},
  log => {
    log.open({ clerks: [key('clerk')] })
    const question = log.entry('owner', 'ask', { title: 'a', method: 'yes-no' })
    const vote = (name, given = { bodiless: true }) => log.entry(name, 'ballot', { question, choice: 'yes' }, given)
    const [held, come, lost, notNamed] = [vote('ada'), vote('bo', {}), vote('cy'), vote('di')]
    log.stamp('clerk', 10, [question, held, come, lost], { [question]: [held, come, notNamed], other: [held] })
    return { missing: [lost, notNamed], questions: [{ id: question, sealed: 1, voters: 1 }] }
  },
)

vector('merged-back', 'A text that was erased and comes back with another copy stays erased', {}, log => {
  const a = log.make('ada', 'claim', { parent: '~', stance: 'pro', text: 'never said' })
  log.put(a, true)
  erase(log, 'ada', a.id, claimed())
  log.put(a)
  return { claims: [{ id: a.id, text: null, status: 'erased' }] }
})
