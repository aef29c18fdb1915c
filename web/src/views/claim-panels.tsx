// What opens below a claim when the reader asks: one panel at a time, right under its actions.
import type { Claim } from '../session-types'
import { useDesk } from './desk'
import { Composer, EditForm, Judge, MorePanel, Remarks, TakeBack, Why } from './later'

export function ClaimPanel({ claim }: { claim: Claim }) {
  const desk = useDesk()
  const id = claim.id
  switch (desk.panel(id).value) {
    case 'answer':
      return <Composer parent={id} text={claim.text ?? ''} lang={claim.lang} />
    case 'judge':
      return <Judge claim={claim} />
    case 'why':
      return <Why id={id} />
    case 'more':
      return <MorePanel claim={claim} />
    case 'remark':
      return <Remarks claim={claim} />
    case 'edit':
      return <EditForm claim={claim} />
    case 'withdraw':
      return <TakeBack claim={claim} verb="withdraw" />
    case 'erase':
      return <TakeBack claim={claim} verb="erase" />
    case 'hide':
      return <TakeBack claim={claim} verb="hide" />
    default:
      return null
  }
}
