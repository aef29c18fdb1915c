// The way to what few need, once: taking part from another device as the same person, and the recovery code.
import { useState } from 'preact/hooks'
import { chunkHere, loadChunk } from '../chunks'
import { maybe, say, type Told } from './hub-words'

export function OtherDevices({ stage, share }: Told) {
  const [failed, setFailed] = useState(false)
  const [open, setOpen] = useState(false)
  const chunk = open ? chunkHere('devices') : null
  if (stage.settings.write.value === 'readonly') return null
  return (
    <details
      part="devices"
      onToggle={event => {
        setOpen(event.currentTarget.open)
        setFailed(false)
        if (event.currentTarget.open) loadChunk('devices').catch(() => setFailed(true))
      }}
    >
      <summary>{say(stage, 'device.title')}</summary>
      {chunk ? (
        <chunk.Devices stage={stage} share={share} say={(key, values) => maybe(stage, key, values)} />
      ) : (
        open && <p role={failed ? 'alert' : 'status'}>{say(stage, failed ? 'trouble.network' : 'later.coming')}</p>
      )}
    </details>
  )
}
