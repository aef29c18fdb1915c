// docs/entry.md, section 5: the tree and its weights.
import { key, vector } from './vector.mjs'

const link = (log, claim, parent, stance = 'pro', given) => log.entry('ada', 'link', { claim, parent, stance }, given)
const move = (log, claim, parent, stance = 'pro', given) =>
  log.entry('owner', 'move', { claim, parent, stance }, given)
const merge = (log, claim, into, given) => log.entry('owner', 'merge', { claim, into }, given)
const judge = (log, name, claim, value, parent = '~') => log.entry(name, 'impact', { claim, parent, value })

vector(
  'base',
  'The base of a claim is (sum k/4 + 2) / (n + 4) over its n judgements there; of the thesis 1/2',
  {},
  log => {
    const [a, b] = [log.claim('ada'), log.claim('ada', '~', 'con')]
    for (const [i, value] of [4, 4, 3, 0].entries()) judge(log, `judge ${i}`, a, value) // (11/4 + 2) / 8
    judge(log, 'judge 0', b, 0) // 2 / 5
    return {
      claims: [
        { id: a, places: [{ judged: 4, base: 0.59375, strength: 0.59375 }] },
        { id: b, places: [{ judged: 1, base: 0.4, strength: 0.4 }] },
      ],
      thesis: { strength: 0.596875 },
    } // 1/2 + 1/2 (0.59375 - 0.4)
  },
)

vector('strength', 'Strength by DF-QuAD: pros and cons below a claim move its base', {}, log => {
  const a = log.claim('ada')
  const [p, q, c] = [log.claim('ada', a), log.claim('ada', a), log.claim('ada', a, 'con')]
  const d = log.claim('ada', c, 'con')
  // c: 1/2 - 1/2 * 1/2 = 1/4. a: s = 1 - 1/4 = 3/4, a = 1/4: 1/2 + 1/2 * 1/2. The thesis: 1/2 + 1/2 * 3/4.
  return {
    thesis: { strength: 0.875 },
    claims: [
      [a, 0.75],
      [p, 0.5],
      [q, 0.5],
      [c, 0.25],
      [d, 0.5],
    ].map(([id, strength]) => ({ id, places: [{ base: 0.5, strength }] })),
  }
})

vector(
  'weigh-nothing',
  'Hidden, withdrawn, erased, merged and pending claims weigh nothing, nor what hangs only below hidden or withdrawn ones; what hangs below erased ones weighs on them',
  {},
  log => {
    log.open()
    const [hidden, withdrawn, erased] = [log.claim('ada'), log.claim('ada'), log.claim('ada')]
    const [h, w, e] = [hidden, withdrawn, erased].map(parent => log.claim('ada', parent, 'con'))
    const both = log.claim('bo', hidden, 'con')
    log.entry('bo', 'link', { claim: both, parent: '~', stance: 'con' })
    log.entry('owner', 'hide', { target: hidden, reason: 'no' })
    log.entry('ada', 'withdraw', { target: withdrawn })
    log.entry('ada', 'erase', { target: erased, was: { do: 'claim', parent: '~', stance: 'pro' } })
    // `both` hangs below the thesis too, so it weighs at both its places: the hidden one is printed at 1/2 - 1/4.
    return {
      thesis: { strength: 0.25 },
      claims: [
        [hidden, 'hidden', 0.25],
        [h, 'shown', 0.5],
        [both, 'shown', 0.5],
        [withdrawn, 'withdrawn', 0.5],
        [w, 'shown', 0.5],
        [erased, 'erased', 0.25],
        [e, 'shown', 0.5],
      ].map(([id, status, strength]) => ({
        id,
        status,
        places:
          id === both
            ? [
                { parent: hidden, strength },
                { parent: '~', strength },
              ]
            : [{ strength }],
      })),
    }
  },
)

vector(
  'link',
  'A link gives a claim a second place, where it has its own judgements; what hangs below it is the same at all its places',
  {},
  log => {
    const [a, b] = [log.claim('ada'), log.claim('ada')]
    const below = log.claim('ada', b, 'con')
    link(log, b, a, 'con')
    const twice = link(log, b, '~')
    const again = link(log, b, a, 'pro')
    judge(log, 'bo', b, 4)
    judge(log, 'bo', b, 0, a)
    // b: base 3/5 below the thesis, 2/5 below a; its con takes half of either. a: 1/2 - 1/2 * 1/5.
    // Thesis: s = 1 - 3/5 * 7/10.
    return {
      void: [
        [twice, 'twice'],
        [again, 'twice'],
      ],
      thesis: { strength: 0.79 },
      claims: [
        { id: a, places: [{ strength: 0.4 }] },
        {
          id: b,
          places: [
            { parent: '~', stance: 'pro', judged: 1, base: 0.6, strength: 0.3 },
            { parent: a, stance: 'con', judged: 1, base: 0.4, strength: 0.2 },
          ],
        },
        { id: below },
      ],
    }
  },
)

vector('link-order', 'Links are shown by place, after the first place, however they were taken', {}, log => {
  log.open({ clerks: [key('clerk')] })
  const [a, b, c] = [log.claim('ada'), log.claim('ada'), log.claim('ada')]
  const links = [link(log, c, b), link(log, c, a)]
  log.stamp('clerk', 10, [links[0]]) // taken after b, which is stamped later than a's link
  log.stamp('clerk', 20, [a, c, links[1]])
  log.stamp('clerk', 30, [b])
  return { claims: [{ id: a }, { id: c, places: [{ parent: '~' }, { parent: b }, { parent: a }] }, { id: b }] }
})

vector('move', "A move changes a claim's first place; to the parent it has it changes the stance there", {}, log => {
  log.open()
  const [a, b, c] = [log.claim('ada'), log.claim('ada'), log.claim('ada')]
  link(log, c, b)
  move(log, a, '~', 'con')
  move(log, c, a, 'con')
  const twice = move(log, c, b)
  return {
    void: [[twice, 'twice']],
    claims: [
      { id: a, places: [{ parent: '~', stance: 'con' }] },
      {
        id: c,
        places: [
          { parent: a, stance: 'con' },
          { parent: b, stance: 'pro' },
        ],
      },
      { id: b },
    ],
  }
})

vector('cycle', 'A change that would make a claim its own ancestor is void: of two that meet, the later', {}, log => {
  log.open()
  const [a, b] = [log.claim('ada'), log.claim('ada')]
  const c = log.claim('ada', b)
  const late = move(log, b, a, 'pro', { clock: 20 })
  move(log, a, b, 'con', { clock: 10 })
  const bad = [
    move(log, a, a, 'pro', { clock: 21 }),
    link(log, b, c, 'pro', { clock: 22 }),
    merge(log, b, c, { clock: 23 }),
    merge(log, c, c, { clock: 24 }),
  ]
  return {
    void: [late, ...bad].map(id => [id, 'cycle']),
    claims: [{ id: b }, { id: a, places: [{ parent: b, stance: 'con' }] }, { id: c }],
  }
})

vector('places', 'A claim has at most 16 places', {}, log => {
  const c = log.claim('ada')
  const parents = Array.from({ length: 17 }, () => log.claim('ada'))
  const links = parents.slice(0, 15).map(parent => link(log, c, parent))
  const seventeenth = link(log, c, parents[15])
  log.entry('ada', 'withdraw', { target: links[0] })
  link(log, c, parents[16])
  return {
    void: [[seventeenth, 'places']],
    claims: [
      { id: c, places: ['~', ...parents.slice(1, 15), parents[16]].map(parent => ({ parent })) },
      ...parents.map(id => ({ id })),
    ],
  }
})

vector(
  'merge',
  'A merged claim weighs nothing; what hung below it, and later names it, hangs below the kept one; judgements follow',
  {},
  log => {
    log.open()
    const [p, q, r] = [log.claim('ada'), log.claim('ada'), log.claim('ada', '~', 'con')]
    const below = log.claim('ada', q, 'con')
    const remark = log.entry('ada', 'remark', { parent: q, text: 'hm' })
    judge(log, 'bo', q, 4)
    judge(log, 'cy', q, 0)
    judge(log, 'cy', p, 3)
    judge(log, 'bo', below, 4, q)
    log.entry('di', 'stance', { target: q, value: 10 })
    merge(log, q, p)
    const later = log.claim('ada', q)
    const bad = [merge(log, q, r), move(log, q, r), link(log, q, r)].map(id => [id, 'merged'])
    const twice = link(log, later, p)
    // p: (4/4 + 3/4 + 2) / 6 = 5/8; below: 3/5, `later` 1/2: 5/8 - 5/8 * 1/10 = 9/16. The thesis: s = 9/16, a = 1/2.
    return {
      void: [...bad, [twice, 'twice']],
      thesis: { strength: 0.53125 },
      stances: { [p]: { n: 1, mean: 10 } },
      remarks: [{ id: remark, parent: q }],
      claims: [
        { id: p, places: [{ judged: 2, base: 0.625, strength: 0.5625 }] },
        { id: below, places: [{ parent: p, judged: 1, base: 0.6 }] },
        { id: later, places: [{ parent: p }] },
        { id: q, status: 'merged', places: [{ parent: '~', judged: 2, base: 0.5, strength: 0.5 }] },
        { id: r },
      ],
    }
  },
)

vector(
  'merge-judgements',
  "A person's judgement on a kept claim is the one on it, else on those merged into it in the order of the merges; null says nothing",
  {},
  log => {
    log.open()
    const [a, b, c] = [log.claim('ada'), log.claim('ada'), log.claim('ada')]
    judge(log, 'bo', a, 4)
    judge(log, 'bo', a, null)
    judge(log, 'bo', b, 0)
    judge(log, 'bo', c, 2)
    merge(log, c, b)
    merge(log, b, a)
    // Merged into a: c first, then b. (2/4 + 2) / 5
    return {
      claims: [
        { id: a, places: [{ judged: 1, base: 0.5 }] },
        { id: b, status: 'merged', places: [{ judged: 1, base: 0.4 }] },
        { id: c, status: 'merged' },
      ],
    }
  },
)

vector('merge-places', 'Of two places below one kept parent the later is not shown while both are there', {}, log => {
  log.open()
  const [a, b, c] = [log.claim('ada'), log.claim('ada'), log.claim('ada')]
  const d = log.claim('ada', a, 'con')
  link(log, d, b)
  merge(log, b, a)
  const shownTwice = log.claim('ada', '~')
  link(log, shownTwice, a)
  move(log, d, c)
  return {
    claims: [
      { id: a },
      { id: b, status: 'merged' },
      { id: c },
      {
        id: d,
        places: [
          { parent: c, stance: 'pro' },
          { parent: a, stance: 'pro' },
        ],
      },
      { id: shownTwice, places: [{ parent: '~' }, { parent: a }] },
    ],
  }
})

vector('pending-tree', 'A pending change of the tree is judged and changes nothing', {}, log => {
  log.open({ clerks: [key('clerk')] })
  const [a, b] = [log.claim('ada'), log.claim('ada')]
  log.stamp('clerk', 10, [a, b])
  move(log, a, b)
  const pending = link(log, b, a) // no cycle: the move did not happen
  log.entry('ada', 'withdraw', { target: pending })
  const bad = link(log, a, '~')
  return {
    void: [[bad, 'twice']],
    claims: [
      { id: a, places: [{ parent: '~' }] },
      { id: b, places: [{ parent: '~' }] },
    ],
  }
})

vector('withdraw', "One's own claims, remarks and links can be withdrawn, by their person alone", {}, log => {
  log.open()
  const [a, b] = [log.claim('ada'), log.claim('ada')]
  const remark = log.entry('ada', 'remark', { parent: a, text: 'hm' })
  const second = link(log, b, a)
  const bad = [a, remark, second].map(target => [log.entry('owner', 'withdraw', { target }), 'right'])
  for (const target of [a, remark, second]) log.entry('ada', 'withdraw', { target })
  return {
    void: bad,
    claims: [
      { id: a, status: 'withdrawn' },
      { id: b, places: [{ parent: '~' }] },
    ],
    remarks: [{ id: remark, status: 'withdrawn' }],
  }
})

vector(
  'edit',
  "One's own text can be edited, and by moderators anyone's; the first wording is older than every edit",
  {},
  log => {
    log.open()
    log.entry('owner', 'role', { key: key('mo'), role: 'moderator', on: true })
    const [a, b] = [log.claim('ada'), log.claim('ada')]
    const bad = [[log.entry('bo', 'edit', { target: a, text: 'theirs' }), 'right']]
    log.entry('ada', 'edit', { target: a, text: 'mine' })
    log.entry('mo', 'edit', { target: b, text: 'tidied' })
    return {
      void: bad,
      claims: [
        { id: a, text: 'mine' },
        { id: b, text: 'tidied' },
      ],
    }
  },
)

const chain = Array.from({ length: 1000 }, (_, i) => ({
  id: `~c${i + 1}`,
  parent: i ? `~c${i}` : '~',
  stance: 'pro',
  text: `step ${i + 1}`,
}))
vector(
  'depth',
  'What would stand more than 1,000 deep is void',
  { declared: JSON.stringify({ thesis: null, claims: chain, questions: [] }) },
  log => {
    log.open()
    log.claim('ada', '~c999')
    const deep = log.claim('ada', '~c1000')
    const [other, top] = [log.claim('ada'), log.claim('ada')]
    const below = log.claim('ada', other)
    const bad = [
      link(log, other, '~c999'),
      move(log, '~c1', top),
      link(log, other, '~c1000'),
      merge(log, other, '~c1000'),
    ].map(id => [id, 'depth'])
    link(log, below, '~c999')
    link(log, top, '~c998')
    return { void: [[deep, 'depth'], ...bad], persons: 2 }
  },
)
