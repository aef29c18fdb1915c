// The reader's place in the debate, kept for the next visit once they have acted here.
import { effect } from '../signals'
import type { Desk } from './desk'

const NOTE = 'place'
const REST_MS = 1000

/** Puts the reader back where they were, without moving anything that is in sight; keeps it from then on. */
export function keepPlace(desk: Desk): () => void {
  let here = true
  let found: unknown = null
  let timer: ReturnType<typeof setTimeout> | null = null
  const restore = () => {
    if (!here || found === null || desk.stage.room.peek() !== null) return
    desk.restore(found)
    found = null
  }
  void desk.session.note(NOTE).then(
    note => {
      found = note ?? null
      restore()
    },
    () => undefined,
  )
  const unwatchRoom = desk.stage.room.subscribe(restore)
  const unwatch = effect(() => {
    const place = desk.snapshot()
    if (desk.session.storage.value !== 'kept') return
    if (timer !== null) clearTimeout(timer)
    timer = setTimeout(() => {
      void desk.session.keepNote(NOTE, place).catch(() => undefined)
    }, REST_MS)
  })
  return () => {
    here = false
    unwatch()
    unwatchRoom()
    if (timer !== null) clearTimeout(timer)
  }
}
