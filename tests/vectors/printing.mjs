// docs/entry.md, section 6: what is printed.
import { declaredQuestionId, key, sha256, vector } from './vector.mjs'

/** RFC 8785 for ASCII keys and whole numbers. */
const canonical = x =>
  Array.isArray(x)
    ? `[${x.map(canonical).join(',')}]`
    : x !== null && typeof x === 'object'
      ? `{${Object.keys(x)
          .sort()
          .map(k => `${JSON.stringify(k)}:${canonical(x[k])}`)
          .join(',')}}`
      : JSON.stringify(x)

vector('whole', 'The whole object of a small debate, with both digests', {}, log => {
  log.open()
  const question = log.entry('owner', 'ask', { title: 'Close it?', method: 'yes-no' })
  const a = log.claim('ada')
  const remark = log.entry('bo', 'remark', { parent: a, text: 'hm' })
  log.entry('bo', 'impact', { claim: a, parent: '~', value: 4 })
  log.entry('bo', 'stance', { target: '~', value: 3 })
  log.entry('bo', 'stance', { target: '~', value: -4 })
  log.entry('ada', 'stance', { target: '~', value: 1 })
  log.entry('bo', 'ballot', { question, choice: 'yes' })
  log.entry('bo', 'name', { text: 'Bo' })
  const void_ = log.entry('bo', 'hide', { target: a, reason: 'no' })
  const broken = log.line('{')
  const place = { parent: '~', stance: 'pro', judged: 1 }
  const claim = { id: a, text: 'a pro', author: key('ada'), status: 'shown' }
  const bare = {
    entries: 11,
    set: sha256(
      [...log.entries.keys()]
        .sort()
        .map(id => `${id}\n`)
        .join(''),
    ).digest('hex'),
    thesis: { text: null },
    claims: [{ ...claim, places: [place] }],
    remarks: [{ id: remark, parent: a, text: 'hm', author: key('bo'), status: 'shown' }],
    tags: {},
    flags: {},
    names: { [key('bo')]: 'Bo' },
    roles: { owner: [key('owner')], moderator: [], facilitator: [], clerk: [] },
    stances: { '~': { n: 2, mean: '-3/2', first_mean: 3, last_mean: -4 } },
    questions: [
      {
        id: question,
        method: 'yes-no',
        voters: 1,
        pending: 0,
        sealed: 0,
        erased: 0,
        columns: [],
        tally: {
          expressed: 1,
          voters: 1,
          quorum_need: null,
          yes_needed: 1,
          quorum_met: true,
          tie: false,
          adopted: true,
          outcome: 'adopted',
        },
      },
    ],
    persons: 3,
    waiting: [],
    missing: [],
    void: [[void_, 'right']],
    forks: [],
    outcomes: [],
  }
  return {
    ...bare,
    malformed: [[broken, 'line']],
    thesis: { text: null, strength: 0.8 },
    claims: [{ ...claim, places: [{ ...place, base: 0.6, strength: 0.6 }] }],
    state: sha256(canonical(bare)).digest('hex'),
  }
})

vector(
  'claims-order',
  'Claims are printed depth first; siblings declared first, then gone, then by place',
  {
    declared: JSON.stringify({
      thesis: null,
      questions: [],
      claims: [
        { id: '~one', parent: '~', stance: 'pro', text: 'one' },
        { id: '~two', parent: '~', stance: 'con', text: 'two' },
      ],
    }),
  },
  log => {
    const a = log.claim('ada')
    const b = log.entry('ada', 'claim', { parent: '~one', stance: 'pro', text: 'b' })
    const gone = log.entry('ada', 'remark', {
      parent: '~gone',
      text: 'hm',
      quote: { id: '~gone', parent: '~', stance: 'con', text: 'gone' },
    })
    const c = log.claim('ada', a)
    return {
      claims: [
        { id: '~one' },
        { id: b },
        { id: '~two' },
        { id: '~gone', gone: true, author: null },
        { id: a },
        { id: c },
      ],
      remarks: [{ id: gone, parent: '~gone' }],
    }
  },
)

vector(
  'status',
  'The status of a claim is the first that applies of erased, merged, withdrawn, hidden, pending',
  {},
  log => {
    log.open({ clerks: [key('clerk')] })
    const [e, m, w, h, p] = [1, 2, 3, 4, 5].map(() => log.claim('ada'))
    const say = (name, verb, fields) => log.entry(name, verb, fields)
    const said = [e, m, w, h].map(target => say('owner', 'hide', { target, reason: 'no' }))
    said.push(
      ...[e, m, w].map(target => say('ada', 'withdraw', { target })),
      ...[e, m].map(claim => say('owner', 'merge', { claim, into: h })),
      say('ada', 'erase', { target: e, was: { do: 'claim', parent: '~', stance: 'pro' } }),
    )
    log.stamp('clerk', 10, [e, m, w, h, ...said])
    return {
      claims: [
        [e, 'erased'],
        [m, 'merged'],
        [w, 'withdrawn'],
        [h, 'hidden'],
        [p, 'pending'],
      ].map(([id, status]) => ({ id, status })),
    }
  },
)

vector(
  'stances',
  'Stances: the mean over persons, and over those of them with two the means of their first and last',
  {},
  log => {
    const a = log.claim('ada')
    const say = (name, target, ...values) => values.forEach(value => log.entry(name, 'stance', { target, value }))
    say('ada', '~', 50, null, -50)
    say('bo', '~', 10, 20, null)
    say('cy', '~', 1)
    say('di', a, 5, null)
    return { stances: { '~': { n: 2, mean: '-49/2', first_mean: 50, last_mean: -50 }, [a]: { n: 0, mean: null } } }
  },
)

vector('stances-single', 'Where nobody has two stances, their means are null', {}, log => {
  log.entry('ada', 'stance', { target: '~', value: -100 })
  return { stances: { '~': { n: 1, mean: -100, first_mean: null, last_mean: null } } }
})

const slider = { title: 'How much?', method: 'slider', rule: { bins: 4 } }
const approval = { title: 'Which?', method: 'approval', options: ['a', 'b', 'c'] }
const ranked = { title: 'Order?', method: 'borda', options: ['a', 'b'] }
const polls = [slider, approval, ranked].map(question => ({ id: declaredQuestionId(question), ...question }))
vector(
  'tallies',
  'Every method is tallied as tally-format says, keys sorted',
  { declared: JSON.stringify({ thesis: null, claims: [], questions: polls }) },
  log => {
    const vote = (name, i, choice) => log.entry(name, 'ballot', { question: polls[i].id, choice })
    for (const [i, value] of [-100, -50, 0, 99, 100].entries()) vote(`v${i}`, 0, value)
    for (const [i, list] of [[0, 1], [1], [], [1, 2]].entries()) vote(`v${i}`, 1, list)
    vote('v0', 2, [[1], [0]])
    return {
      questions: [
        {
          tally: {
            n: 5,
            histogram: [1, 1, 1, 2],
            mean: '49/500',
            variance: '9944/15625',
            median_low: 0,
            support: 2,
            oppose: 2,
            neutral: 1,
          },
          voters: 5,
        },
        {
          tally: { counts: [1, 3, 1], shares: ['1/4', '3/4', '1/4'], ranking: [[1], [0, 2]], winners: [1] },
          voters: 4,
        },
        {
          method: 'borda',
          tally: {
            modified: { scores: [1, 2], ranking: [[1], [0]], winners: [1] },
            symmetric: { scores: [0, 1], ranking: [[1], [0]], winners: [1] },
            zero: { scores: [0, 1], ranking: [[1], [0]], winners: [1] },
          },
          voters: 1,
        },
      ],
    }
  },
)
vector('motion', 'Quorum, majority and casting vote of a yes-no question', {}, log => {
  log.open()
  const ask = rule => log.entry('owner', 'ask', { title: 'a', method: 'yes-no', rule })
  const poll = (rule, choices) => {
    const question = ask(rule)
    choices.forEach((choice, i) => log.entry(`v${i}`, 'ballot', { question, choice }))
  }
  const tie = ['yes', 'no', 'abstain', 'blank']
  poll({ quorum: { share: '1/2' }, eligible_number: 9 }, tie) // 5 of 9 are needed, 4 came
  poll({ quorum: { share: '1/2', strict: true }, eligible_number: 6 }, tie) // 4 are needed
  poll({ quorum: { share: '1/4' } }, tie) // of an unknown number
  poll({ casting_vote: 'yes' }, tie)
  poll({ casting_vote: 'yes', majority: { share: '1/2', of: 'voters' } }, tie) // not of the expressed
  poll({ majority: { share: '1/2' } }, tie) // not strict: half is enough
  poll({ majority: { share: '2/3', of: 'expressed' } }, ['yes', 'yes', 'no'])
  poll({ majority: { share: '1/2', strict: true, of: 'eligible' }, eligible_number: 3 }, ['yes', 'yes'])
  poll({ majority: { share: '0/1' } }, ['blank']) // a base of 0 adopts nothing
  const four = { expressed: 2, voters: 4, tie: true }
  return {
    questions: [
      { tally: { ...four, quorum_need: 5, quorum_met: false, yes_needed: 2, adopted: false, outcome: 'no_quorum' } },
      { tally: { ...four, quorum_need: 4, quorum_met: true, adopted: false, outcome: 'rejected' } },
      { tally: { ...four, quorum_need: null, quorum_met: false, outcome: 'no_quorum' } },
      { tally: { ...four, casting_vote_used: true, adopted: true, outcome: 'adopted' } },
      { tally: { ...four, yes_needed: 2, adopted: false, outcome: 'rejected' } },
      { tally: { ...four, yes_needed: 1, adopted: true } },
      { tally: { expressed: 3, yes_needed: 2, adopted: true } },
      { tally: { yes_needed: 2, adopted: true } },
      { tally: { expressed: 0, yes_needed: 0, adopted: false, outcome: 'rejected' } },
    ],
  }
})

vector('columns', 'Counts from elsewhere stand beside the tally, and outcomes are listed', {}, log => {
  log.open()
  const question = log.entry('owner', 'ask', { title: 'a', method: 'yes-no' })
  const count = { question, column: 'hall', figures: { yes: 12, no: 3 }, source: 'town hall', counter: 'Ada' }
  const one = log.entry('owner', 'count', count)
  const two = log.entry('owner', 'count', { ...count, column: 'paper', sheet: 'https://example.org/sheet' })
  const outcome = log.entry('owner', 'outcome', { target: question, text: 'It is done' })
  const { question: _, ...column } = count
  return {
    questions: [
      {
        id: question,
        voters: 0,
        columns: [
          { id: one, ...column },
          { id: two, ...column, column: 'paper', sheet: 'https://example.org/sheet' },
        ],
      },
    ],
    outcomes: [{ id: outcome, target: question, text: 'It is done' }],
  }
})

vector(
  'questions-order',
  'Questions are printed declared first, then asked by place, pending ones left out',
  { declared: JSON.stringify({ thesis: null, claims: [], questions: polls }) },
  log => {
    log.open({ clerks: [key('clerk')] })
    const ask = () => log.entry('owner', 'ask', { title: 'a', method: 'yes-no' })
    const [a, b, pending] = [ask(), ask(), ask()]
    log.stamp('clerk', 10, [b])
    log.stamp('clerk', 20, [a])
    log.entry('ada', 'ballot', { question: pending, choice: 'yes' })
    return { questions: [...polls, { id: b }, { id: a }].map(({ id }) => ({ id })) }
  },
)

vector('persons', 'Persons are those with an entry of a known verb that has effect, stamps aside', {}, log => {
  log.open({ clerks: [key('clerk')] })
  const [a, b, c] = [log.claim('ada'), log.entry('bo', 'sing', {}), log.entry('cy', 'name', { text: 'Cy' })]
  const erase = log.entry('cy', 'erase', { target: c })
  log.stamp('clerk', 10, [a, b, c, erase])
  log.claim('di')
  return { persons: 3, names: {} }
})
