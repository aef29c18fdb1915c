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

/** What went wrong, in a sentence with what to do about it. */
export function explain(stage: Stage, error: unknown): string {
  const { code } = (error ?? {}) as { code?: unknown }
  const known = typeof code === 'string' ? (maybe(stage, `fault.${code}`) ?? maybe(stage, `trouble.${code}`)) : null
  return known ?? say(stage, 'fault.unknown')
}

/** A key that is put together, or null where the catalogue has no such sentence. */
export function maybe({ messages }: Stage, key: string, values: Record<string, unknown> = {}): string | null {
  return messages.value[key]?.(values) ?? null
}
