// A key file that the reader chose: what taking it up means, asked once, and what came of it.
import { useEffect, useRef, useState } from 'preact/hooks'
import { formsOf, keyOf } from '../key-file'
import type { Key } from '../session-types'
import { useDesk } from './desk'
import { afterDrawing, focusById, focusElement } from './focus'
import { PanelForm } from './later'

interface KeyWorkProps {
  seed: Uint8Array<ArrayBuffer>
  /** `said`: what came of it, if anything did. */
  onClose(said?: string): void
}

export function KeyWork({ seed, onClose }: KeyWorkProps) {
  const desk = useDesk()
  const { session } = desk
  const [key, setKey] = useState<Key | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  const words = useRef<HTMLParagraphElement>(null)
  const failed = async (error: unknown) => setFault(await desk.explain(error))
  useEffect(() => {
    void keyOf(seed).then(found => {
      if (found === session.me.peek()) return onClose(desk.say('key.already'))
      setKey(found)
      afterDrawing(() => words.current && focusElement(words.current))
    }, failed)
  }, [])
  const take = async () => {
    if (key === null) return
    try {
      await taken(form => session.takeKey(form), await formsOf(seed, key))
    } catch (error) {
      return failed(error)
    }
    const owns = session.ask<{ open: { anchor: Key | null } }>({ q: 'thesis' }).open.anchor === key
    onClose(desk.say(owns ? 'key.owner' : 'key.taken'))
  }
  if (key === null && fault === null) return null
  return (
    <PanelForm
      label={desk.say('key.title')}
      send={desk.say('key.take')}
      faultId="key-fault"
      fault={fault}
      onSend={() => void take()}
      onClose={() => {
        onClose()
        afterDrawing(() => focusById(desk.stage.root, 'file-open'))
      }}
    >
      <p ref={words} class="paragraph" tabIndex={-1}>
        {desk.say('key.what')}
      </p>
      {session.me.peek() !== null && <p class="paragraph">{desk.say('key.before')}</p>}
      <p class="paragraph">{desk.say('key.keep')}</p>
    </PanelForm>
  )
}

/** Takes the first form that this browser can keep. */
async function taken<Form>(take: (form: Form) => Promise<void>, [first, ...others]: Form[]): Promise<void> {
  try {
    await take(first!)
  } catch (error) {
    if (others.length === 0) throw error
    await taken(take, others)
  }
}
