// The views of a debate: read this first. An element calls `mount` with its stage (web/src/stage.ts);
// `desk.ts` holds what the reader is doing, `debate.tsx` draws from the thesis down, `claim.tsx` one
// claim, `words.ts` turns figures into words. Every sentence comes from web/src/messages.
import { effect, untracked } from '../signals'
import { render } from 'preact'
import './follow'
import { chunkHere } from '../chunks'
import type { Mount, Stage, View } from '../stage'
import { sheets } from '../styles'
import { Debate } from './debate'
import { Desk, DeskContext } from './desk'
import { Count, LoneQuestion, TallyBadge } from './later'
import { followTheme } from './theme'

const PARTS = { debate: Debate, question: LoneQuestion, count: Count, tally: TallyBadge }

/** Chunks that bring style sheets, in the order in which they are worn. */
const DRESSED = ['acts', 'panels', 'study', 'map', 'ballots', 'results'] as const

export const mount: Mount = (stage: Stage): View => {
  const wear = (mine: CSSStyleSheet[]): void => {
    const { root } = stage
    root.adoptedStyleSheets = [...root.adoptedStyleSheets.filter(one => !mine.includes(one)), ...mine]
  }
  wear(sheets())
  const desk = new Desk(stage)
  const Part = PARTS[stage.part]
  render(
    <DeskContext.Provider value={desk}>
      <Part />
    </DeskContext.Provider>,
    stage.place,
  )
  const stops = [
    followTheme(stage),
    ...DRESSED.map(name =>
      effect(() => {
        const chunk = chunkHere(name)
        if (chunk) wear(chunk.sheets())
      }),
    ),
    effect(() => {
      const acts = chunkHere('acts')
      return acts ? untracked(() => acts.accompany(desk)) : undefined
    }),
  ]
  return {
    reveal: id => desk.reveal(id),
    compose: (parent, stance) => desk.compose(parent, stance),
    snapshot: () => desk.snapshot(),
    unmount() {
      for (const stop of stops) stop()
      desk.close()
      render(null, stage.place)
    },
  }
}
