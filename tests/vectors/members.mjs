// Members: whom a site vouches for (docs/entry.md, 5.8).
import { sign } from 'node:crypto'
import { author, key, vector } from './vector.mjs'

const debate = 'example.org/square'
const part = value => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A token by a site; `claims` and `header` change what is usual. */
export function token(site, claims, header = {}) {
  const text = `${part({ alg: 'EdDSA', typ: 'JWT', ...header })}.${part({ aud: debate, exp: 100, ...claims })}`
  return `${text}.${sign(null, Buffer.from(text), author(site).secret).toString('base64url')}`
}
const attest = (log, name, sub, claims = {}, given = {}) =>
  log.entry(
    name,
    'attest',
    { token: token('site', { sub, jti: `${name} ${sub}`, ...claims }, { kid: key('site') }) },
    given,
  )

const open = (log, more = {}) => log.open({ sites: [key('site')], ...more })
const ask = (log, more = {}) =>
  log.entry('owner', 'ask', { title: 'a', method: 'yes-no', eligible: 'members', ...more })
const vote = (log, name, question, choice = 'yes') => log.entry(name, 'ballot', { question, choice })

vector('attest', 'A member has one vote, whatever the number of devices; the last ballot is the one', {}, log => {
  open(log)
  const question = ask(log, { rule: { quorum: { share: '1/2' } } })
  attest(log, 'ada', 'm1')
  attest(log, 'adas-phone', 'm1')
  attest(log, 'bo', 'm2')
  attest(log, 'cy', 'm3')
  vote(log, 'ada', question, 'yes')
  vote(log, 'adas-phone', question, 'no')
  vote(log, 'bo', question, 'no')
  const stranger = vote(log, 'di', question, 'yes')
  return {
    void: [[stranger, 'eligible']],
    questions: [{ voters: 2, tally: { expressed: 2, quorum_need: 2, quorum_met: true, adopted: false } }],
    persons: 4,
  }
})

vector('attest-weight', 'A member votes with the weight that the site says; the last token says it', {}, log => {
  open(log)
  const question = ask(log, { rule: { quorum: { share: '1/2' } } })
  const anyone = ask(log, { eligible: 'anyone' })
  attest(log, 'ada', 'm1', { weight: 2 })
  attest(log, 'bo', 'm2', { weight: 4 })
  vote(log, 'ada', question, 'yes')
  vote(log, 'ada', anyone, 'yes')
  vote(log, 'bo', question, 'no')
  attest(log, 'ada', 'm1', { weight: 5, jti: 'later' })
  return {
    questions: [
      { voters: 2, tally: { expressed: 9, quorum_need: 5, adopted: true } },
      { voters: 1, tally: { expressed: 1 } },
    ],
  }
})

vector('attest-not-good', 'A token that is not good attests nobody, and makes no entry void', {}, log => {
  open(log)
  const question = ask(log)
  const tokens = [
    'a.b.c',
    token('site', { sub: 'm', jti: '1' }, { alg: 'none' }),
    token('site', { sub: 'm', jti: '1' }, { alg: 'HS256' }),
    token('site', { sub: 'm', jti: '1' }, { crit: ['exp'] }),
    token('site', { sub: 'm', jti: '1', aud: 'example.org/other' }),
    token('site', { sub: 'm' }),
    token('site', { jti: '1' }),
    token('site', { sub: 'm', jti: '1', exp: '100' }),
    token('site', { sub: 'm', jti: '1', weight: 0 }),
    `${token('site', { sub: 'm', jti: '1' })}=`,
    token('site', { sub: 'm', jti: '1', padding: 'x'.repeat(2000) }),
  ]
  const refused = tokens.map((text, index) => {
    log.entry(`p${index}`, 'attest', { token: text })
    return [vote(log, `p${index}`, question), 'eligible']
  })
  return { void: refused, questions: [{ voters: 0 }], persons: 1 + tokens.length }
})

vector('attest-once', 'A token is good for one key, and a key for one member', {}, log => {
  open(log)
  const question = ask(log)
  attest(log, 'ada', 'm1', { jti: 'one' })
  attest(log, 'bo', 'm2', { jti: 'one' })
  attest(log, 'ada', 'm3', { jti: 'three' })
  attest(log, 'cy', 'm3', { jti: 'four' })
  vote(log, 'ada', question)
  vote(log, 'cy', question)
  return { void: [[vote(log, 'bo', question), 'eligible']], questions: [{ voters: 2 }] }
})

vector(
  'attest-times',
  'A token counts before its end; who is attested when a question has closed cannot vote on it',
  {},
  log => {
    open(log, { clerks: [key('clerk')] })
    const question = ask(log, { closes: 5000 })
    const open_longer = ask(log)
    const first = attest(log, 'ada', 'm1', { exp: 2 })
    const early = vote(log, 'bo', question)
    log.stamp('clerk', 1000, [question, open_longer, first, early])
    const late = attest(log, 'cy', 'm3', { exp: 2 })
    const later = attest(log, 'bo', 'm2', { exp: 9 })
    const own = vote(log, 'ada', question)
    const none = vote(log, 'cy', open_longer)
    log.stamp('clerk', 2000, [late, later, own, none])
    const after = attest(log, 'di', 'm4', { exp: 9 })
    const heavier = attest(log, 'ada', 'm1', { exp: 9, weight: 3, jti: 'heavier' })
    const open_still = vote(log, 'di', open_longer)
    log.stamp('clerk', 6000, [after, heavier, open_still])
    return {
      void: [[none, 'eligible']],
      questions: [
        { voters: 2, tally: { expressed: 2 } },
        { voters: 1, tally: { expressed: 1 } },
      ],
    }
  },
)

vector('attest-pending', 'Where there is a clerk, an attest without a stamp attests nobody', {}, log => {
  open(log, { clerks: [key('clerk')] })
  const question = ask(log)
  attest(log, 'ada', 'm1')
  const ballot = vote(log, 'ada', question)
  log.stamp('clerk', 1000, [question, ballot])
  return { void: [[ballot, 'eligible']], questions: [{ voters: 0, pending: 0 }], persons: 1 }
})

vector(
  'attest-writes',
  'Where members alone write, they write from their attest on, on all their devices',
  {},
  log => {
    open(log, { write: 'members' })
    const before = log.claim('ada')
    attest(log, 'ada', 'm1')
    log.claim('ada')
    log.entry('ada', 'device', { key: key('phone') })
    log.entry('phone', 'device', { key: key('ada') })
    log.claim('phone')
    return {
      void: [
        [before, 'right'],
        [log.claim('bo'), 'right'],
      ],
      claims: [{ status: 'shown' }, { status: 'shown' }],
    }
  },
)

vector('attest-devices', 'A device that would join two members is void', {}, log => {
  open(log)
  attest(log, 'ada', 'm1')
  attest(log, 'bo', 'm2')
  log.entry('ada', 'device', { key: key('bo') })
  return { void: [[log.entry('bo', 'device', { key: key('ada') }), 'right']], persons: 3 }
})

vector('attest-role', 'A token may give its key a role, which an owner can take back', {}, log => {
  open(log, { clerks: [key('clerk')] })
  const claim = log.claim('ada')
  const hide = () => log.entry('mo', 'hide', { target: claim, reason: 'rude' })
  const early = hide()
  const attests = ['moderator', 'facilitator', 'member', 'clerk'].map((role, index) =>
    attest(log, index ? `p${index}` : 'mo', `m${index}`, { role }),
  )
  const mine = hide()
  const off = log.entry('owner', 'role', { key: key('mo'), role: 'moderator', on: false })
  const late = log.entry('mo', 'show', { target: claim })
  log.stamp('clerk', 1000, [claim, early, ...attests, mine, off, late])
  return {
    void: [
      [early, 'right'],
      [late, 'right'],
    ],
    claims: [{ status: 'hidden' }],
    roles: { owner: [key('owner')], moderator: [], facilitator: [key('p1')], clerk: [key('clerk')] },
  }
})

vector(
  'site-key',
  "A site's key can be replaced: from there on the new one vouches, for the same members",
  {},
  log => {
    open(log)
    const question = ask(log)
    attest(log, 'ada', 'm1')
    const nobody = log.entry('ada', 'key', { key: key('new-site'), replaces: key('site') })
    log.entry('owner', 'key', { key: key('new-site'), replaces: key('site') })
    attest(log, 'bo', 'm2')
    log.entry('phone', 'attest', { token: token('new-site', { sub: 'm1', jti: 'n1' }, { kid: key('new-site') }) })
    log.entry('cy', 'attest', { token: token('new-site', { sub: 'm3', jti: 'n2' }, { kid: 'ours' }) })
    vote(log, 'ada', question, 'yes')
    vote(log, 'phone', question, 'no')
    vote(log, 'cy', question, 'yes')
    return {
      void: [
        [nobody, 'right'],
        [vote(log, 'bo', question), 'eligible'],
      ],
      questions: [{ voters: 2, tally: { tie: true } }],
    }
  },
)
