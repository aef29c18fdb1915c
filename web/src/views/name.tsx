// A name, or none: asked once, beside what one writes, changed or taken off later.
import { useState } from 'preact/hooks'
import { loadChunk } from '../chunks'
import type { Desk, Done } from './desk'
import { useDesk } from './desk'
import { lengthOf, plainName } from './words'

const NAME_MOST = 60

export interface NameState {
  value: string
  set(value: string | null): void
  /** Says the name in the log if it changed; null where there was nothing to say. */
  keep(): Promise<Done | null>
}

export function useName(desk: Desk): NameState {
  const known = desk.thesis().name ?? ''
  // What was typed here; else the name is whatever was said last, in another form or tab too.
  const [given, set] = useState<string | null>(null)
  return {
    value: given ?? known,
    set,
    async keep() {
      const name = plainName(given ?? known)
      if (name !== plainName(known)) {
        const done = name
          ? await desk.act({ do: 'name', text: name }, desk.say('said.name'), false)
          : await unname(desk)
        if (done.fault !== undefined) return done
      }
      set(null)
      return null
    },
  }
}

const unname = (desk: Desk): Promise<Done> =>
  loadChunk('panels').then(
    panels => panels.unname(desk),
    async error => ({ fault: await desk.explain(error) }),
  )

export function NameField({ name, id }: { name: NameState; id: string }) {
  const desk = useDesk()
  if (!desk.wants('name')) return null
  return (
    <>
      <label class="field" for={id}>
        {desk.say('name.label')} <span class="hint">{desk.say('name.hint')}</span>
      </label>
      <input
        id={id}
        type="text"
        dir="auto"
        part="field"
        autocomplete="nickname"
        value={name.value}
        onInput={event => {
          const given = event.currentTarget.value
          name.set(lengthOf(given) > NAME_MOST ? Array.from(given).slice(0, NAME_MOST).join('') : given)
        }}
      />
    </>
  )
}
