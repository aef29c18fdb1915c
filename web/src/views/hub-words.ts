// Sentences of the catalogue for what stands in the element beside the debate, where there is no desk.
import type { HubShare } from '../hub-share'
import type { Stage } from '../stage'

export interface Told {
  stage: Stage
  share: HubShare
}

/** The sentence; a missing one shows its name rather than nothing. */
export function say(stage: Stage, key: string, values: Record<string, unknown> = {}): string {
  return maybe(stage, key, values) ?? key
}

/** A key that is put together, or null where the catalogue has no such sentence. */
export function maybe({ messages }: Stage, key: string, values: Record<string, unknown> = {}): string | null {
  return messages.value[key]?.(values) ?? null
}
