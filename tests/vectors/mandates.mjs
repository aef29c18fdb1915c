// docs/entry.md, section 5.9: votes that others cast, and draws.
import { key, sha256, vector } from './vector.mjs'

const ask = (log, rule, more = {}) => log.entry('owner', 'ask', { title: 'a', method: 'yes-no', rule, ...more })
const vote = (log, name, question, choice) => log.entry(name, 'ballot', { question, choice })
const delegate = (log, from, to, scope) => log.entry(from, 'delegate', { to: to === null ? null : key(to), scope })
const proxy = (log, from, holder, scope) => log.entry(from, 'proxy', { holder: key(holder), scope })
const roll = (log, name, meeting) => log.entry('owner', 'present', { member: key(name), meeting })

vector('delegation', 'A vote goes on to whoever votes, and one votes oneself first', {}, log => {
  log.open()
  const question = ask(log, { liquid: true })
  vote(log, 'ada', question, 'yes')
  delegate(log, 'bo', 'ada', question)
  delegate(log, 'cy', 'bo', question)
  delegate(log, 'di', 'ada', question)
  vote(log, 'di', question, 'no')
  // Yes: Ada with the votes of Bo and Cy. No: Di.
  return {
    questions: [{ id: question, voters: 2, tally: { expressed: 4, voters: 4, yes_needed: 3, adopted: true } }],
  }
})

vector('delegation-unasked', 'Without `liquid` delegations and proxies change no tally', {}, log => {
  log.open()
  const question = ask(log, { max_proxies: 3, liquid: 1 })
  vote(log, 'ada', question, 'yes')
  delegate(log, 'bo', 'ada', question)
  proxy(log, 'cy', 'ada', question)
  roll(log, 'di', 'assembly')
  return { questions: [{ voters: 1, tally: { expressed: 1, voters: 1 } }] }
})

vector('delegation-scope', 'The narrowest delegation counts that names a key of somebody else', {}, log => {
  log.open()
  const [above, elsewhere] = [log.claim('owner'), log.claim('owner')]
  const about = log.claim('owner', above)
  const options = ['a', 'b', 'c']
  const question = ask(log, { liquid: true }, { method: 'approval', options, about })
  for (const [who, option] of [
    ['ada', 0],
    ['di', 1],
    ['ed', 2],
  ])
    vote(log, who, question, [option])
  // Bo: above the claim, not everywhere.
  delegate(log, 'bo', 'ada', '*')
  delegate(log, 'bo', 'di', above)
  // Cy took the one for the question back.
  delegate(log, 'cy', 'ada', '*')
  delegate(log, 'cy', 'ed', question)
  delegate(log, 'cy', null, question)
  // Fay's for the claim names no key; for the thesis it names Ed.
  log.entry('fay', 'delegate', { to: 'Ada', scope: about })
  delegate(log, 'fay', 'ed', '~')
  delegate(log, 'fay', 'ada', '*')
  // Gil names Gil, and elsewhere Ada.
  delegate(log, 'gil', 'gil', question)
  delegate(log, 'gil', 'ada', elsewhere)
  // What is moved takes no votes along.
  log.entry('owner', 'move', { claim: about, parent: elsewhere, stance: 'pro' })
  return { questions: [{ voters: 3, tally: { counts: [2, 2, 2] } }] }
})

vector('delegation-lost', 'A vote that ends in a cycle or with somebody silent is lost', {}, log => {
  log.open()
  const question = ask(log, { liquid: true })
  vote(log, 'ada', question, 'yes')
  delegate(log, 'bo', 'cy', '*')
  delegate(log, 'cy', 'bo', '*')
  delegate(log, 'di', 'bo', '*')
  delegate(log, 'ed', 'fay', question)
  delegate(log, 'ed', 'ada', '*')
  return { questions: [{ voters: 1, tally: { expressed: 1, voters: 1 } }] }
})

vector('delegation-late', 'After the closing no delegation is made or taken back', {}, log => {
  log.open({ clerks: [key('clerk')] })
  const question = ask(log, { liquid: true }, { closes: 1000 })
  const before = [question, vote(log, 'ada', question, 'yes'), delegate(log, 'bo', 'ada', question)]
  const after = [delegate(log, 'bo', null, question), delegate(log, 'cy', 'ada', question)]
  delegate(log, 'di', 'ada', question) // has no stamp
  log.stamp('clerk', 999, before)
  log.stamp('clerk', 1000, after)
  return { questions: [{ voters: 1, tally: { expressed: 2, voters: 2 } }] }
})

vector('proxies', 'Present holders cast kept proxies; more than the limit are refused', {}, log => {
  log.open()
  const rule = { meeting: 'assembly', max_proxies: 1, eligible_number: 10, quorum: { share: '1/2' } }
  const question = ask(log, rule)
  roll(log, 'ada', 'assembly')
  roll(log, 'gil', 'assembly')
  roll(log, 'ivy', 'another')
  vote(log, 'ada', question, 'no')
  vote(log, 'bo', question, 'yes')
  proxy(log, 'cy', 'ada', 'assembly')
  proxy(log, 'di', 'ada', 'assembly') // Ada holds one
  proxy(log, 'ed', 'bo', '*')
  log.entry('fay', 'proxy', { holder: '', scope: '*' }) // blank
  proxy(log, 'gil', 'bo', '*') // is there
  proxy(log, 'hal', 'ivy', '*') // who is not there
  delegate(log, 'hal', 'bo', '*')
  // Present: Ada, Bo, Gil; represented: Cy by Ada, Ed by Bo. Gil has not voted.
  return {
    questions: [
      { voters: 2, tally: { expressed: 4, voters: 4, quorum_need: 5, quorum_met: true, tie: true, adopted: false } },
    ],
  }
})

vector('weights', 'A person has the largest of the votes that the rule names, and one at least', {}, log => {
  log.open()
  const question = ask(log, { weights: { [key('ada')]: 2, [key('ada2')]: 5, [key('bo')]: 0, [key('cy')]: 1000001 } })
  log.entry('ada', 'device', { key: key('ada2') })
  log.entry('ada2', 'device', { key: key('ada') })
  vote(log, 'ada', question, 'yes')
  for (const name of ['bo', 'cy', 'di']) vote(log, name, question, 'no')
  return { questions: [{ voters: 4, tally: { expressed: 8, voters: 8, yes_needed: 5, adopted: true } }] }
})

/** Three options with a vote each, so that only a draw decides. */
function threeWays(log, more = {}) {
  const question = log.entry('owner', 'ask', {
    title: 'a',
    method: 'two-round',
    options: ['a', 'b', 'c'],
    rule: { ties: 'draw' },
    ...more,
  })
  return [question, ['ada', 'bo', 'cy'].map((name, choice) => vote(log, name, question, choice))]
}

/** The options as docs/entry.md has a draw order them. */
function drawn(question, secret, ballots) {
  const digest = sha256(
    [...ballots]
      .sort()
      .map(id => `${id}\n`)
      .join(''),
  ).digest('hex')
  const lots = [0, 1, 2].map(option => [
    sha256(`palabre draw 1\n${question}\n${secret}\n${digest}\n${option}`).digest('hex'),
    option,
  ])
  return lots.sort().map(([, option]) => option)
}
const commitment = secret => sha256(secret).digest('base64url')

vector('draw', 'A secret told after the closing, mixed with the ballots, orders the options', {}, log => {
  log.open({ clerks: [key('clerk')] })
  const [question, ballots] = threeWays(log, { closes: 1000 })
  const commit = log.entry('owner', 'draw', { commit: commitment('a long secret') })
  log.stamp('clerk', 999, [question, ...ballots, commit])
  const told = log.entry('owner', 'draw', { reveal: 'a long secret' })
  log.stamp('clerk', 1000, [told])
  const order = drawn(question, 'a long secret', ballots)
  // The two that stand first meet, and the first of them wins.
  return { questions: [{ voters: 3, tally: { finalists: order.slice(0, 2), winner: order[0] } }] }
})

vector(
  'draw-untold',
  'Until the secret is told, or where it was told before the closing, nothing is drawn',
  {},
  log => {
    log.open({ clerks: [key('clerk')] })
    const [untold, first] = threeWays(log, { closes: 1000 })
    const early = log.entry('owner', 'draw', { commit: commitment('known') })
    const told = log.entry('owner', 'draw', { reveal: 'known' })
    const commit = log.entry('owner', 'draw', { commit: commitment('secret') })
    const [unclosed, second] = threeWays(log)
    const wrong = log.entry('owner', 'draw', { reveal: 'another' })
    const late = log.entry('owner', 'draw', { commit: commitment('late') })
    log.stamp('clerk', 500, [untold, ...first, early, told, commit, unclosed, ...second])
    log.stamp('clerk', 1500, [wrong, late, log.entry('owner', 'draw', { reveal: 'late' })])
    const open = { voters: 3, tally: { winner: null } }
    return {
      questions: [
        { id: untold, ...open },
        { id: unclosed, ...open },
      ],
    }
  },
)
