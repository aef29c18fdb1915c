// What opens below a claim when the reader asks: one panel at a time, right under its actions.
import type { Claim } from '../session-types'
import { useDesk } from './desk'
import { fieldId } from './focus'
import { Composer, EditForm, FlagForm, Judge, MorePanel, Remarks, TagPanel, TakeClaimBack, Why } from './later'

export function ClaimPanel({ claim }: { claim: Claim }) {
  const desk = useDesk()
  const id = claim.id
  const open = desk.panel(id).value
  switch (open) {
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
    case 'tag':
      return <TagPanel claim={claim} />
    case 'flag':
      return <FlagForm id={id} onClose={() => desk.closePanel(id, fieldId(id, 'more'))} />
    case 'withdraw':
    case 'erase':
    case 'hide':
      return <TakeClaimBack claim={claim} verb={open} />
    default:
      return null
  }
}
