// A name, or none: asked once, beside what one writes, changed or taken off later.
import { useState } from 'preact/hooks'
import type { Desk, Done } from './desk'
import { useDesk } from './desk'
import { lengthOf, plainName } from './words'

const NAME_MOST = 60
const NOTE = 'names'

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
      const done = name === plainName(known) ? null : name === '' ? await forget(desk) : await say(desk, name)
      if (done === null) set(null)
      return done
    },
  }
}

async function say(desk: Desk, name: string): Promise<Done | null> {
  const done = await desk.act({ do: 'name', text: name }, desk.say('said.name'), false)
  if (done.fault !== undefined) return done
  await desk.session.keepNote(NOTE, [...(await names(desk)), done.id]).catch(() => undefined)
  return null
}

/** A name is taken off by erasing the entries that said it, as far as this browser knows them. */
async function forget(desk: Desk): Promise<Done | null> {
  for (const id of await names(desk)) {
    const done = await desk.act({ do: 'erase', target: id }, desk.say('said.unnamed'), false)
    if (done.fault !== undefined) return done
  }
  await desk.session.keepNote(NOTE, null).catch(() => undefined)
  return null
}

async function names(desk: Desk): Promise<string[]> {
  const found = await desk.session.note(NOTE).catch(() => null)
  return Array.isArray(found) ? found.filter((one): one is string => typeof one === 'string') : []
}

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
