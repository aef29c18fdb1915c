// Views that come in a file of their own (web/src/chunks.ts): drawn at once where it is here, else as
// soon as it comes; where it does not come, that is said in their place, and the rest goes on.
import type { ComponentType } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { chunkHere, loadChunk, type ChunkName, type Chunks } from '../chunks'
import type { Claim } from '../session-types'
import { useDesk } from './desk'
import { Fault } from './pieces'

/** `quiet`: nothing stands in its place; another piece of the same chunk says what is the matter. */
export function later<Name extends ChunkName, Props extends object>(
  name: Name,
  pick: (chunk: Chunks[Name]) => ComponentType<Props>,
  quiet = false,
): ComponentType<Props> {
  return function Later(props: Props) {
    const desk = useDesk()
    const chunk = chunkHere(name)
    const here = chunk !== null
    const [late] = useState(!here)
    const [tries, setTries] = useState(0)
    const [fault, setFault] = useState<string | null>(null)
    const box = useRef<HTMLDivElement>(null)
    useEffect(() => {
      if (here || quiet) return
      let asked = true
      loadChunk(name).catch(async error => {
        const why = await desk.explain(error)
        if (asked) setFault(why)
      })
      return () => {
        asked = false
      }
    }, [here, tries])
    const Piece = chunk && pick(chunk)
    if (quiet && !Piece) return null
    if (Piece && (!late || quiet)) return <Piece {...props} />
    // The box stays when the piece comes, and with it the focus of who asked again.
    return (
      <div class="later" ref={box} tabIndex={-1}>
        {Piece ? (
          <Piece {...props} />
        ) : fault === null ? (
          <p class="hint" role="status">
            {desk.say('later.coming')}
          </p>
        ) : (
          <>
            <Fault id={`later-${name}`} text={fault} />
            <button
              type="button"
              onClick={() => {
                box.current?.focus()
                setFault(null)
                setTries(tries + 1)
              }}
            >
              {desk.say('later.again')}
            </button>
          </>
        )}
      </div>
    )
  }
}

export const Above = later('acts', acts => acts.Above)
export const Below = later('acts', acts => acts.Below, true)
export const Composer = later('acts', acts => acts.Composer)
export const Judge = later('acts', acts => acts.Judge)
export const FirstAct = later('acts', acts => acts.FirstAct, true)
export const OthersChange = later('acts', acts => acts.OthersChange, true)
export const PanelForm = later('acts', acts => acts.PanelForm)
export const StorageNotice = later('acts', acts => acts.StorageNotice, true)
const Receipt = later('acts', acts => acts.Receipt, true)

export const Count = later('companions', companions => companions.Count, true)
export const LoneQuestion = later('companions', companions => companions.LoneQuestion)
export const TallyBadge = later('companions', companions => companions.TallyBadge, true)

export const EditForm = later('panels', panels => panels.EditForm)
export const FlagForm = later('panels', panels => panels.FlagForm)
export const FocusHead = later('panels', panels => panels.FocusHead)
export const Found = later('panels', panels => panels.Found)
export const FullHere = later('panels', panels => panels.FullHere)
export const Moderation = later('panels', panels => panels.Moderation)
export const Imported = later('panels', panels => panels.Imported)
export const MorePanel = later('panels', panels => panels.MorePanel)
export const NewsBox = later('panels', panels => panels.NewsBox, true)
export const Remarks = later('panels', panels => panels.Remarks)
export const RemarksOn = later('panels', panels => panels.RemarksOn)
export const Slider = later('panels', panels => panels.Slider)
export const StanceForm = later('panels', panels => panels.StanceForm)
export const Summary = later('panels', panels => panels.Summary)
export const TagPanel = later('panels', panels => panels.TagPanel)
export const TakeClaimBack = later('panels', panels => panels.TakeClaimBack)
export const TurnBack = later('panels', panels => panels.TurnBack)

export const BallotChoices = later('ballots', ballots => ballots.BallotChoices)
export const ChoiceSaid = later('ballots', ballots => ballots.ChoiceSaid)
export const MethodResult = later('results', results => results.MethodResult)
export const Check = later('results', results => results.Check)
export const ResultLine = later('results', results => results.ResultLine)
export const LentVotes = later('mandates', mandates => mandates.LentVotes)

export const Why = later('study', study => study.Why)

export const MapView = later('map', map => map.MapView)

export const SharedFirst = later('hub', hub => hub.SharedFirst, true)
export const HubSays = later('hub', hub => hub.HubSays, true)

export const FileWork = later('files', files => files.FileWork)

/** For what stands in chunks that come after it. */
export const acts = () => chunkHere('acts')!
export const ballots = () => chunkHere('ballots')!

/** The receipt of what was done at `id`, if that was the last thing. */
export function ReceiptAt({ id }: { id: string }) {
  return useDesk().receipt.value?.at === id ? <Receipt at={id} /> : null
}

/** While a reader asks what would be: the claim's strength, without one the thesis's; or the bar that says so. */
export function Supposed(of: { claim?: Claim; bar?: boolean }) {
  const Piece = useDesk().supposing.value && chunkHere('study')!.Supposed
  return Piece && <Piece {...of} />
}

/** For a button that opens such a view: who points at it or reaches it by key will soon press it. */
export function intentOf(name: ChunkName): { onPointerEnter(): void; onFocus(): void } {
  const soon = (): void => {
    // Whoever presses is told what went wrong; whoever only passes by is not.
    loadChunk(name).catch(() => undefined)
  }
  return { onPointerEnter: soon, onFocus: soon }
}
