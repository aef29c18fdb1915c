// Why a hub did not take an entry, as it is told.
import type { Refused } from './hub-standing'

/** Reasons that mean the same to the person who reads them. */
const ALIKE: Record<string, string> = {
  size: 'long',
  text: 'long',
  'text-too-long': 'long',
  kind: 'refers',
  'no-such-target': 'refers',
  cycle: 'places',
  twice: 'places',
  open: 'right',
  'no-right': 'right',
  'not-yours': 'right',
  // Of the engine: the vote is closed. Of the hub: nobody writes here.
  closed: 'time',
  'not-open-yet': 'time',
  'not-eligible': 'eligible',
}

/** The reason as the catalogues have it, where they do. */
export function reasonOf({ reason, refusal }: Pick<Refused, 'reason' | 'refusal'>): string {
  const code = refusal !== undefined && reason === 'closed' ? 'write' : reason
  return code.startsWith('token') ? 'token' : (ALIKE[code] ?? code)
}
