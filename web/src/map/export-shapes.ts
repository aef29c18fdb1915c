// What the map shows, as shapes: for a drawing (SVG) and an image (PNG) alike.
import type { ArgumentMap } from './argument-map'
import { NO_ROW, type Row } from './calls'
import { between, cssOf, type Palette } from './colours'
import { shortened } from './lines'
import { signOf } from './wording'
import { fontOf, isNarrow, measurer, TYPE, type Label, type Run } from './type'

/** What shapes are drawn on. Lengths are world pixels, colours CSS. */
export interface Canvas {
  rect(x: number, y: number, width: number, height: number, fill: string, edge?: string, radius?: number): void
  /** About the origin; angles clockwise from the top, in radians. */
  sector(inner: number, outer: number, start: number, end: number, fill: string, edge: string): void
  line(points: readonly (readonly [number, number])[], colour: string, width: number): void
  /** `x`, `y`: of the label's upper left corner. */
  label(label: Label, x: number, y: number, colour: (paint: Run['paint']) => string): void
  /** One line about its middle. */
  word(text: string, x: number, y: number, size: number, colour: string): void
}

/** Numbers of one shape, as `palabre_map_shapes` gives them. */
const SHAPE = 10
const KIND = { box: 0, sector: 1, edge: 2, bounds: 3 } as const
const PRO = 0
const CON = 1
const THESIS = 3
const MARGIN = 24

interface Shape {
  kind: number
  row: Row
  stance: number
  strength: number
  at: [number, number, number, number]
}

function shapesOf(numbers: Float32Array): Shape[] {
  return Array.from({ length: Math.floor(numbers.length / SHAPE) }, (_, index) => {
    const one = numbers.subarray(index * SHAPE, (index + 1) * SHAPE)
    const row = one[1]! < 0 ? NO_ROW : one[1]!
    return { kind: one[0]!, row, stance: one[3]!, strength: one[4]!, at: [one[5]!, one[6]!, one[7]!, one[8]!] }
  })
}

export interface Picture {
  x: number
  y: number
  width: number
  height: number
  surface: string
  family: string
  draw(canvas: Canvas): void
}

/** All of the view as it is laid out now. */
export function pictureOf(map: ArgumentMap): Picture {
  const palette = map.labels.palette!
  const [bounds, ...shapes] = shapesOf(map.calls.shapes())
  const [x, y, width, height] = bounds?.kind === KIND.bounds ? bounds.at : [0, 0, 1, 1]
  return {
    x: x - MARGIN,
    y: y - MARGIN,
    width: width + 2 * MARGIN,
    height: height + 2 * MARGIN,
    surface: cssOf(palette.surface),
    family: map.labels.family,
    draw(canvas) {
      for (const shape of shapes) if (shape.kind === KIND.edge) edge(canvas, shape, palette)
      for (const shape of shapes) {
        if (shape.kind === KIND.sector) sector(canvas, shape, palette)
        else if (shape.kind === KIND.box && map.view.peek() === 'tree') box(canvas, shape, palette, map)
        else if (shape.kind === KIND.box) band(canvas, shape, palette, map)
      }
    },
  }
}

function sideOf(stance: number): 'pro' | 'con' | 'muted' {
  return stance === PRO ? 'pro' : stance === CON ? 'con' : 'muted'
}

function edge(canvas: Canvas, { at: [x, y, toX, toY], stance }: Shape, palette: Palette): void {
  const middle = (x + toX) / 2
  canvas.line(
    [
      [x, y],
      [middle, y],
      [middle, toY],
      [toX, toY],
    ],
    between(palette.surface, palette[sideOf(stance)], 0.7),
    1.5,
  )
}

/** As src/map/tree_face.hpp has them: where the text and the bar of the strength stand in a box. */
const STRIP = 24
const RIGHT = 12
const TOP = 9
const FOOT = 9
const BAR = 4
const RADIUS = 7

function box(canvas: Canvas, shape: Shape, palette: Palette, map: ArgumentMap): void {
  const { row, stance, strength, at } = shape
  const [x, y, width, height] = at
  const thesis = stance === THESIS
  const colour = cssOf(thesis ? palette.accent : palette[sideOf(stance)])
  canvas.rect(x, y, width, height, cssOf(palette.raise), cssOf(thesis ? palette.accent : palette.rule), RADIUS)
  canvas.rect(x, y, STRIP - 6, height, colour, undefined, RADIUS)
  canvas.rect(x + RADIUS, y, STRIP - 6 - RADIUS, height, colour)
  if (!thesis)
    canvas.word(signOf(stance === CON ? 'con' : 'pro'), x + 9, y + height / 2, 16, cssOf(palette['on-accent']))
  canvas.label(map.labels.of(row), x + STRIP, y + TOP, paint => cssOf(palette[paint]))
  const long = width - STRIP - RIGHT
  canvas.rect(x + STRIP, y + height - FOOT, long, BAR, cssOf(palette.rule))
  canvas.rect(x + STRIP, y + height - FOOT, long * strength, BAR, colour)
}

function fillOf(stance: number, strength: number, palette: Palette): string {
  if (stance === THESIS) return cssOf(palette.raise)
  return between(palette.surface, palette[sideOf(stance)], 0.25 + 0.65 * strength)
}

function sector(canvas: Canvas, { at: [inner, outer, start, end], stance, strength }: Shape, palette: Palette): void {
  canvas.sector(inner, outer, start, end, fillOf(stance, strength, palette), cssOf(palette.surface))
}

/** A piece of the icicle, with the first words of its claim where they have room. */
function band(canvas: Canvas, shape: Shape, palette: Palette, map: ArgumentMap): void {
  const { row, stance, strength, at } = shape
  const [x, y, width, height] = at
  canvas.rect(x, y, width, height, fillOf(stance, strength, palette), cssOf(palette.surface))
  if (isNarrow(width, height)) return
  const { runs } = map.labels.of(row)
  const text = runs.filter(run => run.y > 0 || stance === THESIS).map(run => run.text)
  const measure = measurer(fontOf(map.labels.family, TYPE.head), '')
  const line = shortened(text.join(' '), width - 8, measure)
  const onDark = stance !== THESIS && strength > 0.45
  canvas.word(line, x + width / 2, y + height / 2, TYPE.head, cssOf(onDark ? palette.surface : palette.text))
}
