// What stands in the debate while a reader asks what would be.
import type { Claim } from '../session-types'
import { SupposedLine } from './supposed-line'
import { SupposingBar } from './supposing-bar'

export function Supposed({ claim, bar }: { claim?: Claim | undefined; bar?: boolean | undefined }) {
  return bar ? <SupposingBar /> : <SupposedLine claim={claim} />
}
