// Shutting somebody out, and letting them in again.
import { useDesk, type Desk } from './desk'
import { fieldId } from './focus'
import { ReasonForm } from './reasons'

/** Whether this reader may shut out who wrote something. */
export function mayBan(desk: Desk, author: string | null): author is string {
  const { anchor } = desk.thesis().open
  return author !== null && desk.may('ban') && author !== desk.session.me.value && author !== anchor
}

interface BanFormProps {
  /** Of whom. */
  author: string
  /** What the form stands by. */
  at: string
  onClose(): void
}

export function BanForm({ author, at, onClose }: BanFormProps) {
  const desk = useDesk()
  return (
    <ReasonForm
      label={desk.say('ban.title')}
      send={desk.say('ban.do')}
      what={desk.say('ban.what')}
      id={fieldId(at, 'ban-first')}
      act={reason => desk.act({ do: 'ban', key: author, on: true, reason }, desk.say('said.ban'), false)}
      onClose={onClose}
      onDone={onClose}
    />
  )
}
