// What opens below a claim when the reader asks: one panel at a time, right under its actions.
import { useEffect } from 'preact/hooks'
import type { Claim, ClaimId } from '../session-types'
import type { Signal } from '../signals'
import { useDesk, type Panel } from './desk'
import { fieldId } from './focus'
import { Composer, EditForm, FlagForm, Judge, MorePanel, Remarks, TagPanel, TakeClaimBack, Why } from './later'

/** `at`: where a claim that stands in several places was pressed last. Its panel is there, and only there. */
export type Placed = Signal<Panel | null> & { at?: ClaimId | undefined }

export const isAt = ({ at }: Placed, place?: ClaimId): boolean => (at ?? place) === place

export function ClaimPanel({ claim }: { claim: Claim }) {
  const desk = useDesk()
  const { id, parent } = claim
  const panel: Placed = desk.panel(id)
  useEffect(
    () => () => {
      if (panel.at === parent) panel.at = undefined
    },
    [],
  )
  const open = panel.value
  switch (isAt(panel, parent) && open) {
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
      return <TakeClaimBack claim={claim} verb={open as 'hide'} />
    default:
      return null
  }
}
