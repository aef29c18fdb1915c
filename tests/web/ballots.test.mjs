// What a ballot may hold, moves within a ranking, and who wins by a tally.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { compiled } from './compiled.mjs'

const { readied, kindOf } = await compiled('views/ballot-choice.ts')
const moves = await compiled('views/ranking-moves.ts')
const { choosesSeveral, outcomeOf } = await compiled('views/result-winners.ts')

const asked = (method, rule = null, options = ['A', 'B', 'C']) => ({ method, rule, options })

describe('a draft becomes a ballot', () => {
  for (const [said, question, draft, choice] of [
    ['options ascending', asked('approval'), [2, 0], [0, 2]],
    ['no option that the question lacks', asked('approval'), [2, 7, 'x'], [2]],
    ['none of them, once touched', asked('phragmen'), [], []],
    ['groups best first, each ascending', asked('schulze'), [[2, 1], [0]], [[1, 2], [0]]],
    ['no option in two places', asked('irv'), [[1], [1, 0], []], [[1], [0]]],
    ['a grade or null for each', asked('majority-judgment', { grades: 3 }), [2, 9], [2, null, null]],
    [
      'scores by ascending option',
      asked('star', { scale: [0, 5] }),
      [
        [2, 0],
        [0, 5],
      ],
      [
        [0, 5],
        [2, 0],
      ],
    ],
    [
      'points without zeros',
      asked('cumulative', { points: 5 }),
      [
        [0, 0],
        [1, 5],
      ],
      [[1, 5]],
    ],
    [
      'votes against',
      asked('quadratic', { credits: 13 }),
      [
        [0, -2],
        [1, 3],
      ],
      [
        [0, -2],
        [1, 3],
      ],
    ],
    [
      'a position without an empty reason',
      asked('consent'),
      { position: 'concern', reason: ' ' },
      { position: 'concern' },
    ],
    [
      'a reason with what is not consent alone',
      asked('consent'),
      { position: 'consent', reason: 'x' },
      { position: 'consent' },
    ],
  ])
    it(`with ${said}`, () => assert.deepEqual(readied(question, draft), { choice }))

  for (const [said, question, draft, flaw] of [
    ['nothing was touched', asked('plurality'), null, 'vote.none-chosen'],
    ['no place was given', asked('borda'), [], 'ballot.rank-none'],
    ['nothing was graded', asked('majority-judgment', { grades: 3 }), [null], 'ballot.grade-none'],
    ['a score is off the scale', asked('score', { scale: [0, 5] }), [[0, 6]], 'ballot.score-beyond'],
    [
      'an objection has no reason',
      asked('consent'),
      { position: 'objection', reason: ' ' },
      'ballot.objection-reason',
    ],
    ['more points are given than there are', asked('cumulative', { points: 5 }), [[0, 6]], 'ballot.points-over'],
    [
      'one gets more points than it may',
      asked('cumulative', { points: 5, max_per_option: 2 }),
      [[0, 3]],
      'ballot.points-most',
    ],
    ['points are taken away', asked('cumulative', { points: 5 }), [[0, -1]], 'ballot.points-negative'],
    // 2 and 3 votes cost 4 + 9 = 13 credits.
    [
      'more credits are spent than there are',
      asked('quadratic', { credits: 12 }),
      [
        [0, -2],
        [1, 3],
      ],
      'ballot.points-over',
    ],
  ])
    it(`not where ${said}`, () => assert.deepEqual(readied(question, draft), { flaw }))

  it('in one control for every method of docs/entry.md', () => {
    const kinds = ['plurality', 'hierarchy', 'star', 'equal-shares', 'yes-no', 'slider'].map(kindOf)
    assert.deepEqual(kinds, ['one', 'ranking', 'scores', 'budget', 'yes-no', 'slider'])
  })
})

describe('a move within a ranking', () => {
  const order = [[0], [1, 2], [3]]
  it('leaves a tie before it passes the group above', () => {
    assert.deepEqual(moves.up(order, 2), [[0], [2], [1], [3]])
    assert.deepEqual(moves.up(moves.up(order, 2), 2), [[2], [0], [1], [3]])
    assert.deepEqual(moves.down(order, 1), [[0], [2], [1], [3]])
  })
  it('goes nowhere beyond the ends', () => {
    assert.deepEqual(moves.up(order, 0), order)
    assert.deepEqual(moves.down(order, 3), order)
  })
  it('ties with the place above, and takes those below along when it leaves again', () => {
    assert.deepEqual(moves.tie(order, 3), [[0], [1, 2, 3]])
    assert.deepEqual(moves.tie([[0], [1, 2, 3]], 2), [[0], [1], [2, 3]])
    assert.deepEqual(moves.tie(order, 0), order)
  })
  it('counts all who stand before a place', () => {
    assert.deepEqual(
      [0, 1, 2, 3].map(at => moves.rankOf(order, at)),
      [1, 2, 2, 4],
    )
  })
})

describe('who wins by a tally', () => {
  for (const [said, rule, tally, chosen, tied] of [
    ['the only winner', 'plurality', { winners: [1] }, [1], []],
    ['nobody, where several are equal', 'plurality', { winners: [0, 2] }, [], [0, 2]],
    ['the finalists tied, where no runoff decides', 'two-round', { winner: null, finalists: [0, 1] }, [], [0, 1]],
    [
      'those tied for the final, where nobody is through',
      'star',
      { winner: null, tied_for_final: [1, 2], finalists: [] },
      [],
      [1, 2],
    ],
    ['Schulze by winning votes', 'schulze', { winning: { winners: [2] }, margins: { winners: [0] } }, [2], []],
    ['the first group of the full tie-break', 'majority-judgment', { ranking_removal: [[1], [0, 2]] }, [1], []],
    [
      'who sits in every committee, the others tied',
      'approval',
      {
        av: [
          [0, 1],
          [0, 2],
        ],
        winners: [0],
      },
      [0],
      [1, 2],
    ],
    [
      'who is elected so far, and between whom it stopped',
      'stv-scottish',
      { elected: [3], tied: [0, 1] },
      [3],
      [0, 1],
    ],
    [
      'the completed purchase of equal shares',
      'equal-shares',
      { add1u: [2, 0], mes_cost: { order: [2] } },
      [2, 0],
      [],
    ],
    [
      'nobody, where no option beats all others',
      'condorcet',
      { condorcet_winner: null, weak_condorcet_winners: [] },
      [],
      [],
    ],
  ])
    it(`is ${said}`, () => assert.deepEqual(outcomeOf(rule, tally), { chosen, tied }))
})

describe('a rule that fills seats or an envelope is told from one that fills a place', () => {
  for (const [rule, tally, several] of [
    ['stv-scottish', { elected: [0] }, true],
    ['approval', { winners: [0], av: [[0, 1]] }, true],
    ['approval', { winners: [0] }, false],
    ['equal-shares', { add1u: [2] }, true],
    ['schulze', { winning: { winners: [0, 1] } }, false],
  ])
    it(`${rule}${tally.av ? ' with seats' : ''}`, () => assert.equal(choosesSeveral(rule, tally), several))
})
