// docs/entry.md, section 2: who decides, and in what order.
import { key, vector } from './vector.mjs'

const ask = (log, more = {}) => log.entry('owner', 'ask', { title: 'Yes?', method: 'yes-no', ...more })
const ballot = (log, name, question, choice = 'yes') => log.entry(name, 'ballot', { question, choice })

vector(
  'open-first',
  "The anchor's first sound open by (clock, n, id) stands before everything; other opens are void",
  {},
  log => {
    const strangers = log.entry('ada', 'open', { title: 'Mine', fold: 1, write: 'closed' }, { clock: 1 })
    const broken = log.open({ title: '' }, { clock: 1, n: 1 })
    const claim = log.claim('ada', '~', 'pro', { clock: 2 })
    const later = log.open({ write: 'closed' }, { clock: 9, n: 3 })
    log.open({}, { clock: 8, n: 2 })
    const byClockAndAuthor = [
      [strangers, 'open', key('ada')],
      [broken, 'fields', key('owner')],
    ].sort((a, b) => (a[2] < b[2] ? -1 : 1))
    return {
      void: [...byClockAndAuthor.map(([id, reason]) => [id, reason]), [later, 'open']],
      claims: [{ id: claim, status: 'shown' }],
    }
  },
)

vector('no-anchor', 'Without anchor nobody has a role, writing is open, an open is void', { owner: null }, log => {
  const open = log.open({ clerks: [key('clerk')], write: 'closed' })
  const claim = log.claim('ada')
  const hide = log.entry('owner', 'hide', { target: claim, reason: 'no' })
  const stamp = log.stamp('clerk', 5, [claim])
  return {
    void: [
      [open, 'open'],
      [hide, 'right'],
      [stamp, 'right'],
    ],
    claims: [{ id: claim, status: 'shown' }],
    roles: { owner: [], moderator: [], facilitator: [], clerk: [] },
  }
})

vector('no-open', 'Without open nobody but the anchor has a role, and roles do nothing', {}, log => {
  log.entry('owner', 'role', { key: key('mo'), role: 'moderator', on: true })
  log.entry('owner', 'role', { key: key('clerk'), role: 'clerk', on: true })
  const claim = log.claim('ada')
  const bad = log.entry('mo', 'hide', { target: claim, reason: 'no' })
  log.entry('owner', 'hide', { target: claim, reason: 'no' })
  const stamp = log.stamp('clerk', 5, [claim])
  return {
    void: [
      [bad, 'right'],
      [stamp, 'right'],
    ],
    claims: [{ id: claim, status: 'hidden' }],
    roles: { owner: [key('owner')], moderator: [], clerk: [] },
  }
})

vector(
  'clerk-named',
  "Clerks are named by the open and by the anchor's roles; a removed one keeps its stamps before `from`",
  {},
  log => {
    log.open({ clerks: [key('clerk')] })
    log.entry('owner', 'role', { key: key('next'), role: 'clerk', on: true })
    log.entry('owner', 'role', { key: key('clerk'), role: 'clerk', on: false, from: 50 })
    log.entry('owner', 'role', { key: key('never'), role: 'clerk', on: false, from: 99 })
    const usurped = log.entry('ada', 'role', { key: key('ada'), role: 'clerk', on: true })
    const claims = ['ada', 'bo', 'cy', 'di'].map(name => log.claim(name))
    log.stamp('clerk', 49, [claims[0]])
    const late = log.stamp('clerk', 50, [claims[1]])
    log.stamp('next', 60, [claims[2]])
    const never = log.stamp('never', 10, [claims[3]])
    return {
      void: [
        [usurped, 'right'],
        [late, 'stamp'],
        [never, 'right'],
      ],
      roles: { clerk: [key('next')] },
      claims: [
        { id: claims[0], status: 'shown' },
        { id: claims[2], status: 'shown' },
        { id: claims[1], status: 'pending' },
        { id: claims[3], status: 'pending' },
      ],
    }
  },
)

vector(
  'stamp-back',
  'A stamp is void when its time is below that of a stamp of the same clerk with a smaller n',
  {},
  log => {
    log.open({ clerks: [key('clerk'), key('other')] })
    const [early, late] = [log.claim('ada'), log.claim('bo')]
    log.stamp('clerk', 100, [early])
    const back = log.stamp('clerk', 99, [late])
    log.stamp('other', 10, [])
    log.stamp('clerk', 100, [])
    return {
      void: [[back, 'stamp']],
      claims: [
        { id: early, status: 'shown' },
        { id: late, status: 'pending' },
      ],
    }
  },
)

vector(
  'place',
  'An entry stands at its earliest valid stamp, by (time, n, id, index); those without come after, by clock, author, n, id',
  {},
  log => {
    log.open({ clerks: [key('clerk'), key('other')] })
    const [a, b, c, d, e] = ['ada', 'ada', 'ada', 'ada', 'ada'].map(name => log.claim(name))
    log.stamp('clerk', 20, [c, b, a]) // n 1
    log.stamp('other', 10, []) // n 1
    log.stamp('other', 20, [d]) // n 2: after the clerk's
    log.stamp('clerk', 30, [b, c]) // later: changes nothing
    return { claims: [c, b, a, d, e].map(id => ({ id, status: id === e ? 'pending' : 'shown' })) }
  },
)

vector(
  'place-of-roles',
  'An unstamped role of the anchor comes right after his last stamped one before it, else right after the open',
  {},
  log => {
    log.open({ clerks: [key('clerk')] })
    const role = (name, on) => log.entry('owner', 'role', { key: key(name), role: 'moderator', on })
    const claim = log.claim('ada')
    role('cy', true) // after the open
    const on = role('bo', true) // stamped at 30
    role('bo', false) // right after that one
    const hides = ['cy', 'bo', 'bo'].map(name => log.entry(name, 'hide', { target: claim, reason: 'no' }))
    log.stamp('clerk', 10, [claim])
    log.stamp('clerk', 20, [hides[0], hides[1]])
    log.stamp('clerk', 30, [on])
    log.stamp('clerk', 40, [hides[2]])
    return {
      void: [
        [hides[1], 'right'],
        [hides[2], 'right'],
      ],
      claims: [{ id: claim, status: 'hidden' }],
      roles: { moderator: [key('cy')] },
    }
  },
)

vector(
  'pending',
  'Where there is a clerk, what has no stamp is judged, times apart, and changes nothing',
  {},
  log => {
    log.open({ clerks: [key('clerk')] })
    const question = ask(log, { closes: 5 })
    const claim = log.claim('ada')
    const late = log.claim('bo', claim)
    const below = log.claim('ada', late)
    const remark = log.entry('bo', 'remark', { parent: claim, text: 'hm' })
    log.stamp('clerk', 10, [question, claim, below])
    ballot(log, 'bo', question)
    log.entry('bo', 'impact', { claim, parent: '~', value: 4 })
    log.entry('bo', 'name', { text: 'Bo' })
    const void_ = log.entry('bo', 'hide', { target: claim, reason: 'no' })
    return {
      void: [[void_, 'right']],
      claims: [
        { id: claim, places: [{ judged: 0 }] },
        { id: late, status: 'pending', places: [{ strength: 0.75 }] },
        { id: below, status: 'shown' },
      ],
      remarks: [{ id: remark, status: 'pending' }],
      questions: [{ id: question, voters: 0, pending: 1 }],
      names: {},
      persons: 2,
    }
  },
)

vector('no-clerk', 'Where there is no clerk, all count and times restrict nothing', {}, log => {
  log.open()
  const question = ask(log, { opens: 5, closes: 6 })
  log.entry('owner', 'phase', { name: 'quiet', allows: [] })
  const claim = log.claim('ada')
  ballot(log, 'bo', question)
  return { claims: [{ id: claim, status: 'shown' }], questions: [{ id: question, voters: 1, pending: 0 }] }
})

vector(
  'waiting-clock',
  'An entry whose clock exceeds the number of entries by more than 1,000 waits, but for stamps, stamped ones, and opens and roles of the anchor',
  {},
  log => {
    const far = 9007199254740991
    log.open({ clerks: [key('clerk')] }, { clock: far })
    log.entry('owner', 'role', { key: key('mo'), role: 'moderator', on: true }, { clock: far })
    const stamped = log.claim('ada', '~', 'pro', { clock: far })
    log.stamp('clerk', 10, [stamped], undefined, { clock: far })
    const near = log.claim('bo', '~', 'pro', { clock: 1009 }) // nine entries
    const waiting = log.claim('bo', '~', 'pro', { clock: 1010 })
    const below = log.claim('cy', waiting)
    const bodiless = log.claim('cy', '~', 'pro', { clock: far, bodiless: true })
    const broken = log.entry('cy', 'claim', {}, { clock: far })
    return {
      entries: 9,
      claims: [
        { id: stamped, status: 'shown' },
        { id: near, status: 'pending' },
      ],
      waiting: [below, waiting, bodiless, broken],
      roles: { moderator: [key('mo')] },
    }
  },
)

vector(
  'waiting-reference',
  'An entry waits that refers to one that is not there, has no body and is not erased, or waits',
  {},
  log => {
    const absent = log.claim('ada', '~', 'pro', { withheld: true })
    const bodiless = log.claim('ada', '~', 'pro', { bodiless: true })
    const waiting = [
      log.claim('bo', absent),
      log.claim('bo', bodiless),
      log.claim('bo', '~nothing'),
      log.claim('bo', ''),
    ]
    waiting.push(log.claim('bo', waiting[0]))
    const void_ = log.entry('bo', 'hide', { target: absent, reason: 'no' })
    return { waiting, missing: [bodiless], void: [[void_, 'right']], claims: [] }
  },
)

vector(
  'taking',
  'Next is always the smallest place among those whose references are taken; registers go by place all the same',
  {},
  log => {
    log.open({ clerks: [key('clerk')] })
    const claim = log.claim('ada')
    const first = log.entry('ada', 'edit', { target: claim, text: 'edited early' })
    const hide = log.entry('owner', 'hide', { target: claim, reason: 'no' })
    const show = log.entry('owner', 'show', { target: claim })
    log.stamp('clerk', 10, [first, show])
    log.stamp('clerk', 20, [claim])
    log.stamp('clerk', 30, [hide])
    return { claims: [{ id: claim, text: 'edited early', status: 'hidden' }] }
  },
)

vector('person', 'Keys that name each other are one person, with all that follow from that', {}, log => {
  log.open()
  const question = ask(log)
  const device = (name, other) => log.entry(name, 'device', { key: key(other) })
  device('phone', 'desk')
  device('desk', 'phone')
  device('desk', 'pad')
  device('pad', 'desk')
  device('thief', 'desk')
  ballot(log, 'phone', question)
  ballot(log, 'pad', question, 'no')
  const claim = log.claim('desk')
  log.entry('phone', 'withdraw', { target: claim })
  const theft = log.entry('thief', 'withdraw', { target: claim })
  return {
    void: [[theft, 'right']],
    questions: [{ voters: 1, tally: { expressed: 1, adopted: false } }],
    claims: [{ status: 'withdrawn' }],
    persons: 3,
  }
})

vector('deciding-roles', 'Roles of the anchor decide although bans name him and others claim his place', {}, log => {
  log.open()
  log.entry('owner', 'role', { key: key('ada'), role: 'owner', on: true })
  const ban = log.entry('ada', 'ban', { key: key('owner'), on: true })
  const unban = log.entry('owner', 'ban', { key: key('owner'), on: false })
  log.entry('ada', 'role', { key: key('owner'), role: 'owner', on: false })
  const clerk = log.entry('ada', 'role', { key: key('ada'), role: 'clerk', on: true })
  return {
    void: [
      [ban, 'right'],
      [unban, 'right'],
      [clerk, 'right'],
    ],
    roles: { owner: [key('ada'), key('owner')].sort(), clerk: [] },
  }
})
