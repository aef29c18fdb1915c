// How a claim's text is set: on the map, and in what is saved of it.
import { breakLines, isRightToLeft } from './lines'

/** In CSS pixels at scale 1. */
export const TYPE = { size: 15, thesis: 20, narrowThesis: 17, head: 12.5, leading: 1.35 } as const
/** A long text gets a wider box, and at most so many lines: the whole of it stands beside the map. */
const WIDTHS: readonly (readonly [letters: number, width: number])[] = [
  [140, 240],
  [320, 290],
  [Infinity, 350],
]
const THESIS_WIDTH = 330
/** On a stage as narrow as a phone. */
const NARROW = 200
const LINES_MOST = 14

/** What a label says, before it is set. */
export interface Words {
  /** The word of its side; '' for the thesis. */
  side: string
  stance: 'pro' | 'con' | 'none' | 'thesis'
  text: string
  lang: string
  /** Nobody reads it at once: hidden, withdrawn. */
  veiled: boolean
}

export interface Run {
  text: string
  x: number
  /** Of the line's upper edge. */
  y: number
  font: string
  size: number
  /** Where the letters stand in the line's height. */
  baseline: number
  paint: 'text' | 'muted' | 'pro' | 'con'
  width: number
}
export interface Label {
  width: number
  height: number
  runs: Run[]
  rightToLeft: boolean
  lang: string
}

let ruler: CanvasRenderingContext2D | null = null

/** Answers how wide a text comes out, in CSS pixels. */
export function measurer(font: string, lang: string): (text: string) => number {
  ruler ??= document.createElement('canvas').getContext('2d')!
  const context = ruler
  return text => {
    context.font = font
    speak(context, lang)
    return context.measureText(text).width
  }
}

/** No room for words in a piece of the icicle. */
export function isNarrow(width: number, height: number): boolean {
  return width < 60 || height < TYPE.head * 1.5
}

/** Browsers that know it shape letters by the claim's language. */
export function speak(context: CanvasRenderingContext2D, lang: string): void {
  if ('lang' in context) (context as { lang: string }).lang = lang || 'inherit'
}

export function fontOf(family: string, size: number, style = ''): string {
  return `${style} ${size}px ${family}`.trim()
}

/** Sets a label: lines broken once, places in CSS pixels from its upper left corner. */
export function setLabel(words: Words, family: string, narrow: boolean): Label {
  const thesis = words.stance === 'thesis'
  const size = !thesis ? TYPE.size : narrow ? TYPE.narrowThesis : TYPE.thesis
  const font = fontOf(family, size, thesis ? 'bold' : words.veiled ? 'italic' : '')
  const wide = thesis ? THESIS_WIDTH : WIDTHS.find(([letters]) => words.text.length <= letters)![1]
  const most = narrow ? NARROW : wide
  const measure = measurer(font, words.lang)
  const lines = breakLines(words.text, most, measure, LINES_MOST)
  const runs: Run[] = []
  const rightToLeft = isRightToLeft(words.text)
  let y = 0
  if (words.side !== '') y = setHead(words, family, runs)
  const leading = Math.round(size * (thesis ? 1.25 : TYPE.leading))
  for (const text of lines) {
    runs.push({
      text,
      x: 0,
      y,
      font,
      size,
      baseline: Math.round(leading * 0.5 + size * 0.34),
      paint: words.veiled ? 'muted' : 'text',
      width: measure(text),
    })
    y += leading
  }
  const width = Math.ceil(Math.max(...runs.map(run => run.x + run.width), 1))
  if (rightToLeft) for (const run of runs) run.x = width - run.x - run.width
  return { width, height: Math.max(y, 1), runs, rightToLeft, lang: words.lang }
}

function setHead({ side, stance, lang }: Words, family: string, runs: Run[]): number {
  const size = TYPE.head
  const leading = Math.round(size * 1.5)
  const baseline = Math.round(leading * 0.5 + size * 0.34)
  const font = fontOf(family, size, 'bold')
  const paint = stance === 'pro' || stance === 'con' ? stance : 'muted'
  runs.push({ text: side, x: 0, y: 0, font, size, baseline, paint, width: measurer(font, lang)(side) })
  return leading
}

/** Draws a label into a canvas whose transform puts its corner there; `colour` by what is painted. */
export function paintLabel(
  context: CanvasRenderingContext2D,
  label: Label,
  colour: (paint: Run['paint']) => string,
): void {
  context.textBaseline = 'alphabetic'
  context.textAlign = 'left'
  speak(context, label.lang)
  for (const run of label.runs) {
    context.font = run.font
    context.direction = isRightToLeft(run.text) ? 'rtl' : 'ltr'
    context.fillStyle = colour(run.paint)
    context.fillText(run.text, run.x, run.y + run.baseline)
  }
}
