// docs/entry.md, section 4: verbs, their fields, what they refer to.
import { key, vector } from './vector.mjs'

const face = '\u{1F642}'

vector('fields', 'A field that is missing, of another type or beyond its limits makes the entry void', {}, log => {
  log.open()
  const claim = log.claim('owner')
  const bad = []
  const say = (verb, fields, fits = false) => {
    const id = log.entry('owner', verb, fields)
    if (!fits) bad.push([id, 'fields'])
    return id
  }
  const good = { parent: '~', stance: 'pro', text: 'a' }
  for (const fields of [
    { ...good, stance: 'for' },
    { ...good, text: '' },
    { ...good, text: face.repeat(4001) },
    { stance: 'pro', text: 'a' },
    { ...good, parent: 1 },
    { ...good, parent: null },
    { ...good, sources: Array(11).fill('s') },
    { ...good, sources: [face.repeat(501)] },
    { ...good, sources: 's' },
    { ...good, lang: 1 },
    { ...good, from: 'x' },
    { ...good, from: [] },
  ])
    say('claim', fields)
  const long = say(
    'claim',
    { ...good, text: face.repeat(4000), sources: null, lang: null, from: null, quote: null },
    true,
  )
  say('impact', { claim, parent: '~', value: 5 })
  say('impact', { claim, parent: '~' })
  say('impact', { claim, parent: '~', value: true })
  say('stance', { target: '~', value: 101 })
  say('tag', { target: claim, tag: face.repeat(41), on: true })
  say('tag', { target: claim, tag: 't', on: 1 })
  say('tag', { target: claim, tag: face.repeat(40), on: true }, true)
  say('name', { text: face.repeat(61) })
  say('ballot', { question: '~?x' })
  say('delegate', { to: 1, scope: '*' })
  say('flag', { target: claim })
  say('device', { key: 'AAAA' })
  say('hide', { target: claim })
  say('ban', { key: key('ada') })
  say('ask', { title: face.repeat(301), method: 'yes-no' })
  say('ask', { title: 'a', method: 'lottery' })
  say('ask', { title: 'a', method: 'yes-no', closes: -1 })
  say('ask', { title: 'a', method: 'yes-no', options: ['a', 1] })
  for (const rule of [
    [],
    { quorum: { of: 'eligible' } },
    { quorum: { share: '1/0' } },
    { quorum: { share: '01/2' } },
    { quorum: { share: '1/2', of: 'voters' } },
    { majority: { share: 1 } },
    { majority: { share: '1/2', strict: 1 } },
    { casting_vote: 'maybe' },
    { eligible_number: -1 },
    { bins: 0 },
    { bins: 1001 },
  ])
    say('ask', { title: 'a', method: 'yes-no', rule })
  say('phase', { name: '', allows: [] })
  say('phase', { name: 'a' })
  say('count', { question: '~?x', column: 'c', figures: null, source: 's', counter: 'c' })
  say('present', { member: 'm' })
  say('draw', {})
  say('outcome', { target: claim })
  say('open', { title: 'a', fold: '1' })
  say('open', { title: 'a', fold: 1, clerks: ['x'] })
  say('declare', { thesis: 1, claims: [], questions: [] })
  say('declare', { claims: [], questions: [] })
  say('role', { role: 'moderator', on: true })
  say('role', { key: key('ada'), role: 'king', on: true })
  say('role', { member: 'm', role: 'moderator', on: true }, true)
  say('key', { key: key('ada') })
  say('stamp', { time: 1.0, ids: 'x' })
  say('stamp', { time: 1, ids: [], held: { q: 'x' } })
  say('erase', { target: claim, was: 'x' })
  // Roles of the anchor stand right after the open, void ones too.
  const isRole = ([id]) => log.entries.get(id).body.includes('"do":"role"')
  return {
    void: [...bad.filter(isRole), ...bad.filter(one => !isRole(one))],
    claims: [{ id: claim }, { id: long }],
    tags: { [claim]: { [face.repeat(40)]: 1 } },
  }
})

vector('reserved', 'Words reserved for later versions of the rules make a known verb void', {}, log => {
  const good = { parent: '~', stance: 'pro', text: 'a' }
  const bad = [
    ...['with', 'on', 'anchor', 'secret', 'voucher'].map(word =>
      log.entry('ada', 'claim', { ...good, [word]: null }),
    ),
    log.entry('ada', 'name', { text: 'Ada', secret: 1 }),
    log.entry('ada', 'erase', { target: '~', voucher: 1 }),
  ].map(id => [id, 'reserved'])
  log.entry('ada', 'sing', { with: 'Bo' })
  log.entry('ada', 'name', { text: 'Ada', on: 1 })
  return { void: bad, names: { [key('ada')]: 'Ada' } }
})

vector('fold-other', 'With another fold nothing is counted', {}, log => {
  log.open({ fold: 2 })
  log.claim('ada')
  const bad = log.line('{')
  return { entries: 2, malformed: [[bad, 'line']], unsupported: 2 }
})

vector('kinds', 'A reference to something of another kind makes the entry void', {}, log => {
  log.open()
  const question = log.entry('owner', 'ask', { title: 'a', method: 'yes-no' })
  const [claim, other] = [log.claim('owner'), log.claim('owner')]
  const remark = log.entry('owner', 'remark', { parent: question, text: 'hm' })
  const link = log.entry('owner', 'link', { claim: other, parent: claim, stance: 'pro' })
  const name = log.entry('owner', 'name', { text: 'Owner' })
  const say = (verb, fields) => log.entry('owner', verb, fields)
  for (const target of ['~', claim, remark, question]) {
    say('tag', { target, tag: 't', on: true })
    say('outcome', { target, text: 'o' })
    say('translate', { target, lang: 'fr', text: 't' })
    say('remark', { parent: target, text: 'r' })
  }
  const bad = [
    ...[remark, question, link, name].map(parent => say('claim', { parent, stance: 'pro', text: 'a' })),
    ...['~', remark, question, link].map(target => say('link', { claim: target, parent: '~', stance: 'pro' })),
    ...[remark, question].map(target => say('impact', { claim, parent: target, value: 1 })),
    ...[remark, question, link].map(target => say('stance', { target, value: 1 })),
    ...['~', question, link].flatMap(target =>
      ['edit', 'flag', 'hide', 'show'].map(verb => say(verb, { target, text: 't', reason: 'r' })),
    ),
    ...['~', question].map(target => say('withdraw', { target })),
    ...[link, name].flatMap(target =>
      ['tag', 'outcome', 'translate', 'remark'].map(verb =>
        say(verb, {
          target,
          parent: target,
          text: 't',
          tag: 't',
          lang: 'fr',
          ...(verb === 'tag' ? { on: true } : {}),
        }),
      ),
    ),
    ...[claim, '~', remark].map(target => say('ballot', { question: target, choice: 'yes' })),
    say('merge', { claim, into: '~' }),
    say('merge', { claim: '~', into: claim }),
    say('move', { claim, parent: remark, stance: 'pro' }),
    say('count', { question: claim, column: 'c', figures: 1, source: 's', counter: 'c' }),
  ]
  return {
    void: bad.map(id => [id, 'kind']),
    outcomes: ['~', claim, remark, question].map(target => ({ target, text: 'o' })),
  }
})

vector('refers', 'What refers to a void entry is void', {}, log => {
  const void_ = log.entry('ada', 'claim', { parent: '~', stance: 'pro', text: '' })
  const below = log.claim('ada', void_)
  const further = log.entry('ada', 'remark', { parent: below, text: 'hm' })
  return {
    void: [
      [void_, 'fields'],
      [below, 'refers'],
      [further, 'refers'],
    ],
  }
})

vector('void-first-reason', 'A void entry is listed with the first reason that applies', {}, log => {
  log.open({ write: 'closed' })
  log.entry('owner', 'ban', { key: key('bo'), on: true })
  const gone = { id: '~x', parent: '~', stance: 'pro', text: 'x' }
  const say = (name, fields) => log.entry(name, 'claim', { parent: '~', stance: 'pro', text: 'a', ...fields })
  return {
    void: [
      [say('bo', { must: ['x'], with: 1, text: '', quote: gone }), 'must'],
      [say('bo', { with: 1, text: '', quote: gone }), 'reserved'],
      [say('bo', { text: '', quote: gone }), 'fields'],
      [say('bo', { quote: gone }), 'quote'],
      [say('bo', {}), 'banned'],
      [log.entry('bo', 'open', { title: 'a', fold: 1 }), 'banned'],
      [log.entry('ada', 'open', { title: 'a', fold: 1 }), 'open'],
      [say('ada', { parent: 'nothing' }), 'right'],
    ],
  }
})

vector('choices', 'A ballot must fit the method of its question', {}, log => {
  log.open()
  const options = ['a', 'b', 'c']
  const cases = {
    'yes-no': [
      ['yes', 'no', 'abstain', 'blank', null],
      ['maybe', true, ['yes']],
    ],
    approval: [
      [[], [0, 2]],
      [[2, 0], [0, 0], [3], [-1], 'a', ['a']],
    ],
    'budget-greedy': [[[1]], [[1, 0]]],
    'equal-shares': [[[0, 1, 2]], [1]],
    phragmen: [[[]], [[[0]]]],
    slider: [
      [-100, 0, 100],
      [-101, 101, '1', [1]],
    ],
    plurality: [
      [0, 2, 'blank'],
      [3, 'yes', [0]],
    ],
    'two-round': [['blank'], ['abstain']],
    borda: [
      [[], [[2], [0, 1]]],
      [[[]], [[0], [0]], [0], [[3]], 'blank'],
    ],
    irv: [[[[1]]], [[[1], [1]]]],
    score: [
      [
        [],
        [
          [0, 5],
          [2, -1],
        ],
      ],
      [
        [
          [2, 1],
          [0, 1],
        ],
        [[0]],
        [[3, 1]],
        [[0, '1']],
        [[0, 1, 2]],
      ],
    ],
    quadratic: [
      [[[1, -3]]],
      [
        [
          [1, -3],
          [1, 2],
        ],
      ],
    ],
    'majority-judgment': [
      [[0, null, 4]],
      [
        [0, 1],
        [5, 0, 0],
        [0, 0, '1'],
        [-1, 0, 0],
      ],
    ],
    consent: [
      [{ position: 'objection', reason: 'because' }, { position: 'stand_aside' }],
      [{ position: null }, { position: 'yes' }, { position: 'consent', reason: 1 }, 'consent'],
    ],
  }
  const bad = []
  const questions = Object.entries(cases).map(([method, [good, wrong]]) => {
    const id = log.entry('owner', 'ask', { title: method, method, options, rule: { grades: 5 } })
    const vote = (choice, i) => log.entry(`voter ${i}`, 'ballot', { question: id, choice })
    good.forEach(vote)
    bad.push(...wrong.map(vote).map(ballot => [ballot, 'choice']))
    return { id, method, voters: good.filter(choice => choice !== null).length }
  })
  return { void: bad, questions }
})
