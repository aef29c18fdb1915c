// From one claim to another inside the widget.
import type { ComponentChildren } from 'preact'
import { useDesk } from './desk'
import { layText } from './words'

/** A link inside the widget: opens the path to a claim and moves the focus there. */
export function Jump({ id, children }: { id: string; children: ComponentChildren }) {
  const desk = useDesk()
  return (
    <a
      href={desk.stage.permalink(id)}
      class="jump"
      part="link"
      onClick={event => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return
        event.preventDefault()
        if (desk.reveal(id)) desk.stage.emit('palabre-navigate', { id })
      }}
    >
      {children}
    </a>
  )
}

export function shortClaim(text: string | null): ComponentChildren {
  if (text === null) return '\u2026'
  const laid = layText(text)
  const line = laid.heading.length > 120 ? `${laid.heading.slice(0, 119)}\u2026` : laid.heading
  return <bdi>{line}</bdi>
}
