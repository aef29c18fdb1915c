// docs/entry.md, section 5: rights, registers, ballots.
import { key, vector } from './vector.mjs'

vector('rights', 'Who may what: moderators, facilitators, owners and the anchor', {}, log => {
  log.open()
  const role = (by, name, kind, on = true) => log.entry(by, 'role', { key: key(name), role: kind, on })
  role('owner', 'mo', 'moderator')
  role('owner', 'fa', 'facilitator')
  role('owner', 'co', 'owner')
  const claim = log.claim('ada')
  const say = {
    hide: { target: claim, reason: 'no' },
    show: { target: claim },
    ban: { key: key('troll'), on: true },
    ask: { title: 'a', method: 'yes-no' },
    phase: { name: 'p', allows: [] },
    draw: { commit: 'x' },
    present: { member: 'm', meeting: 'm' },
    outcome: { target: '~', text: 'o' },
    declare: { thesis: null, claims: [], questions: [] },
    key: { key: key('new'), replaces: key('old') },
  }
  const able = {
    hide: ['mo', 'co'],
    show: ['mo', 'co'],
    ban: ['mo', 'co'],
    ask: ['fa', 'co'],
    phase: ['fa', 'co'],
    draw: ['fa', 'co'],
    present: ['fa', 'co'],
    outcome: ['fa', 'co'],
    declare: ['co'],
    key: ['co'],
  }
  const bad = []
  for (const [verb, fields] of Object.entries(say)) {
    for (const name of ['ada', 'mo', 'fa', 'co']) {
      const id = log.entry(name, verb, fields)
      if (!able[verb].includes(name)) bad.push([id, 'right'])
    }
  }
  bad.push([role('mo', 'mo', 'owner'), 'right'], [role('co', 'ada', 'clerk'), 'right'])
  role('co', 'ada', 'facilitator')
  role('co', 'fa', 'facilitator', false)
  bad.push([log.entry('fa', 'phase', { name: 'q', allows: [] }), 'right'])
  return {
    void: bad,
    roles: { owner: [key('co'), key('owner')].sort(), moderator: [key('mo')], facilitator: [key('ada')], clerk: [] },
  }
})

vector('write', '`write` binds writers, but not a moderator who edits, nor ballots, names and flags', {}, log => {
  log.open({ write: 'closed' })
  const question = log.entry('owner', 'ask', { title: 'a', method: 'yes-no' })
  const bad = [
    log.claim('ada'),
    log.claim('owner'),
    log.entry('ada', 'stance', { target: '~', value: 1 }),
    log.entry('ada', 'edit', { target: 'x', text: 'a' }),
  ].map(id => [id, 'right'])
  const waiting = [log.entry('owner', 'edit', { target: 'x', text: 'a' })]
  log.entry('ada', 'ballot', { question, choice: 'no' })
  log.entry('ada', 'name', { text: 'Ada' })
  return { void: bad, waiting, questions: [{ voters: 1 }], names: { [key('ada')]: 'Ada' } }
})

vector('write-members', 'Where members alone write, who is not attested cannot', {}, log => {
  log.open({ write: 'members' })
  return { void: [[log.claim('ada'), 'right']] }
})

vector(
  'ban',
  "A banned key's later entries are void but withdraw, erase and stamps; of the anchor, or by others of an owner, a ban is void",
  {},
  log => {
    log.open()
    log.entry('owner', 'role', { key: key('mo'), role: 'moderator', on: true })
    log.entry('owner', 'role', { key: key('co'), role: 'owner', on: true })
    const [a, b] = [log.claim('ada'), log.claim('ada')]
    log.entry('mo', 'ban', { key: key('ada'), on: true })
    const bad = [
      log.claim('ada'),
      log.entry('ada', 'name', { text: 'Ada' }),
      log.entry('ada', 'sing', {}),
      log.entry('ada', 'device', { key: key('bo') }),
    ].map(id => [id, 'banned'])
    log.entry('ada', 'withdraw', { target: a })
    log.entry('ada', 'erase', { target: b, was: { do: 'claim', parent: '~', stance: 'pro' } })
    bad.push(
      ...['owner', 'co']
        .flatMap(name => [
          log.entry('mo', 'ban', { key: key(name), on: true }),
          log.entry('mo', 'ban', { key: key(name), on: false }),
        ])
        .map(id => [id, 'right']),
    )
    log.entry('owner', 'ban', { key: key('co'), on: true })
    bad.push([log.entry('co', 'hide', { target: a, reason: 'no' }), 'banned'])
    log.entry('mo', 'ban', { key: key('ada'), on: false })
    log.entry('ada', 'name', { text: 'Ada again' })
    return {
      void: bad,
      claims: [
        { id: a, status: 'withdrawn' },
        { id: b, status: 'erased' },
      ],
      names: { [key('ada')]: 'Ada again' },
    }
  },
)

vector(
  'phase',
  'Inside phases the verbs of writers and of who is eligible are void unless one of them allows them',
  {},
  log => {
    log.open({ clerks: [key('clerk')] })
    const question = log.entry('owner', 'ask', { title: 'a', method: 'yes-no' })
    const talk = log.entry('owner', 'phase', { name: 'talk', from: 100, to: 200, allows: ['claim'] })
    const vote = log.entry('owner', 'phase', { name: 'vote', from: 150, to: 300, allows: ['ballot'] })
    log.stamp('clerk', 10, [question, talk, vote])
    const at = time => {
      const claim = log.claim('ada')
      const ballot = log.entry('ada', 'ballot', { question, choice: 'yes' })
      const name = log.entry('ada', 'name', { text: `at ${time}` })
      const edit = log.entry('owner', 'edit', { target: claim, text: 'free' })
      log.stamp('clerk', time, [claim, ballot, name, edit])
      return { claim, ballot, edit }
    }
    const [before, first, both, second, after] = [99, 100, 199, 200, 300].map(at)
    return {
      void: [
        [first.ballot, 'phase'],
        [second.claim, 'phase'],
        [second.edit, 'refers'],
      ],
      names: { [key('ada')]: 'at 300' },
      claims: [before, first, both, after].map(({ claim }) => ({ id: claim, text: 'free' })),
      questions: [{ voters: 1 }],
    }
  },
)

vector('registers', 'Of what one person says of one thing the later place wins', {}, log => {
  log.open()
  const claim = log.claim('ada')
  const say = (name, verb, fields) => log.entry(name, verb, fields)
  say('ada', 'impact', { claim, parent: '~', value: 4 })
  say('ada', 'impact', { claim, parent: '~', value: 2 }) // (2/4 + 2) / 5
  say('bo', 'impact', { claim, parent: '~', value: 1 })
  say('bo', 'impact', { claim, parent: '~', value: null })
  say('ada', 'tag', { target: claim, tag: 'cost', on: true })
  say('bo', 'tag', { target: claim, tag: 'cost', on: true })
  say('bo', 'tag', { target: claim, tag: 'noise', on: true })
  say('bo', 'tag', { target: claim, tag: 'noise', on: false })
  say('ada', 'name', { text: 'A' })
  say('ada', 'name', { text: 'Ada' })
  say('ada', 'edit', { target: claim, text: 'one' })
  say('ada', 'edit', { target: claim, text: 'two' })
  say('owner', 'hide', { target: claim, reason: 'no' })
  say('owner', 'show', { target: claim })
  for (const name of ['ada', 'ada', 'bo']) say(name, 'flag', { target: claim, reason: 'rude' })
  return {
    claims: [{ id: claim, text: 'two', status: 'shown', places: [{ judged: 1, base: 0.5, strength: 0.5 }] }],
    tags: { [claim]: { cost: 2 } },
    flags: { [claim]: 2 },
    names: { [key('ada')]: 'Ada' },
  }
})

vector('ballot-times', 'Ballots count from `opens` on and before `closes`, by the time of their stamp', {}, log => {
  log.open({ clerks: [key('clerk')] })
  const question = log.entry('owner', 'ask', { title: 'a', method: 'yes-no', opens: 100, closes: 200 })
  log.stamp('clerk', 10, [question])
  const ballots = [99, 100, 199, 200].map(time => {
    const id = log.entry(`voter ${time}`, 'ballot', { question, choice: 'yes' }, { at: 150 })
    log.stamp('clerk', time, [id])
    return id
  })
  log.entry('late', 'ballot', { question, choice: 'yes' }, { at: 150 })
  return {
    void: [
      [ballots[0], 'time'],
      [ballots[3], 'time'],
    ],
    questions: [{ id: question, voters: 2, pending: 1 }],
    persons: 3,
  }
})

vector(
  'ballot-change',
  "A person's last ballot that counts is the one; null takes it back; after closing nothing changes it",
  {},
  log => {
    log.open({ clerks: [key('clerk')] })
    const question = log.entry('owner', 'ask', { title: 'a', method: 'yes-no', closes: 100 })
    const vote = (name, choice) => log.entry(name, 'ballot', { question, choice })
    const early = [
      question,
      vote('ada', 'yes'),
      vote('ada', 'no'),
      vote('bo', 'yes'),
      vote('bo', null),
      vote('cy', 'yes'),
    ]
    log.stamp('clerk', 50, early)
    const late = [
      vote('ada', 'yes'),
      vote('cy', null),
      log.entry('cy', 'erase', { target: early[5], was: { do: 'ballot', question } }),
    ]
    log.stamp('clerk', 100, late)
    return {
      void: late.map(id => [id, 'time']),
      questions: [{ voters: 2, tally: { expressed: 2, tie: true, adopted: false } }],
    }
  },
)

vector('eligible-members', 'Where members alone are eligible, who is not attested is not', {}, log => {
  log.open()
  const question = log.entry('owner', 'ask', {
    title: 'a',
    method: 'yes-no',
    eligible: 'members',
    rule: { quorum: { share: '1/2', strict: true } },
  })
  const ballot = log.entry('ada', 'ballot', { question, choice: 'yes' })
  return {
    void: [[ballot, 'eligible']],
    questions: [
      {
        voters: 0,
        tally: {
          expressed: 0,
          voters: 0,
          quorum_need: 1,
          yes_needed: 1,
          quorum_met: false,
          tie: false,
          adopted: false,
          outcome: 'no_quorum',
        },
      },
    ],
  }
})
