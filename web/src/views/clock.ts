// A vote opens and closes while somebody looks at it.
import { useEffect, useState } from 'preact/hooks'
import type { Question } from '../session-types'
import { useDesk } from './desk'
import { afterDrawing, focusById } from './focus'
import { changeOf, phaseOf, type Phase } from './rules'

/** Timers sleep with the computer, and browsers wait 24 days at most. */
const WAIT_MOST_MS = 60_000

/** Where the question stands, drawn again when that changes; a focus that its form takes along goes to its title. */
export function usePhase(question: Question): Phase {
  const desk = useDesk()
  const [, turn] = useState(0)
  const { root } = desk.stage
  const now = Date.now()
  const next = changeOf(question, now)
  useEffect(() => {
    if (next === null) return
    let timer: ReturnType<typeof setTimeout>
    const look = () => {
      clearTimeout(timer)
      if (Date.now() < next) {
        timer = setTimeout(look, Math.min(WAIT_MOST_MS, next - Date.now()))
        return
      }
      const held = root.activeElement !== null
      turn(next)
      afterDrawing(() => {
        if (held && !root.activeElement) focusById(root, `q-${question.id}`)
      })
    }
    look()
    document.addEventListener('visibilitychange', look)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [next])
  return phaseOf(question, now)
}
