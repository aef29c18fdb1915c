// A small form in a panel: what is asked, what is wrong with the answer, and how to leave it.
import type { ComponentChildren } from 'preact'
import { useDesk } from './desk'
import { Fault, Panel } from './pieces'

interface PanelFormProps {
  label: string
  /** Words of the button that sends it. */
  send: string
  /** Id of the sentence that says what is wrong. */
  faultId: string
  fault: string | null
  onSend(): void
  onClose(): void
  /** More buttons, before the one that leaves. */
  beside?: ComponentChildren
  children: ComponentChildren
}

export function PanelForm({ label, send, faultId, fault, onSend, onClose, beside, children }: PanelFormProps) {
  const desk = useDesk()
  return (
    <Panel label={label}>
      <form
        class="composer"
        part="composer"
        onSubmit={event => {
          event.preventDefault()
          onSend()
        }}
        onKeyDown={event => {
          if (event.key !== 'Escape') return
          event.stopPropagation()
          onClose()
        }}
      >
        {children}
        <Fault id={faultId} text={fault} />
        <div class="row">
          <button type="submit" class="main" part="button submit">
            {send}
          </button>
          {beside}
          <button type="button" class="quiet" onClick={onClose}>
            {desk.say('cancel')}
          </button>
        </div>
      </form>
    </Panel>
  )
}

interface LineFieldProps {
  id: string
  label: string
  value: string
  faultId: string
  onInput(text: string): void
  /** Words to choose from, by the id of their list. */
  list?: string
}

/** One line of text with its label. */
export function LineField({ id, label, value, faultId, onInput, list }: LineFieldProps) {
  return (
    <>
      <label class="field" for={id}>
        {label}
      </label>
      <input
        id={id}
        type="text"
        dir="auto"
        part="field"
        list={list}
        value={value}
        aria-describedby={faultId}
        onInput={event => onInput(event.currentTarget.value)}
      />
    </>
  )
}
