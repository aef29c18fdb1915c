// The debate's colours as the map draws them: what the style sheets and the host's custom properties come to.
import { parentElementOf } from '../settings'

/** In the order of `palabre_map_colours`. */
export const COLOURS = ['text', 'muted', 'surface', 'rule', 'raise', 'accent', 'pro', 'con', 'on-accent'] as const
export type ColourName = (typeof COLOURS)[number]
/** Red, green, blue and alpha, 0 to 255. */
type Bytes = readonly [number, number, number, number]
export type Palette = Record<ColourName, Bytes>

let pixel: CanvasRenderingContext2D | null = null

/** Any colour of CSS as bytes: the browser knows them all. */
function bytesOf(colour: string): Bytes {
  if (!pixel) {
    const canvas = document.createElement('canvas')
    canvas.width = canvas.height = 1
    pixel = canvas.getContext('2d', { willReadFrequently: true })!
  }
  pixel.clearRect(0, 0, 1, 1)
  pixel.fillStyle = colour
  pixel.fillRect(0, 0, 1, 1)
  const [red = 0, green = 0, blue = 0, alpha = 0] = pixel.getImageData(0, 0, 1, 1).data
  return [red, green, blue, alpha]
}

/** `above` laid over `below`, which is opaque. */
function over(above: Bytes, below: Bytes): Bytes {
  const share = above[3] / 255
  const mix = (at: 0 | 1 | 2) => Math.round(above[at] * share + below[at] * (1 - share))
  return [mix(0), mix(1), mix(2), 255]
}

/** What stands behind an element: the colours of all around it, down to the page's. */
function behind(element: Element): Bytes {
  const layers: Bytes[] = []
  let dark = false
  for (let at: Element | null = element; at; at = parentElementOf(at)) {
    const style = getComputedStyle(at)
    if (at === element) dark = luminance(bytesOf(style.color)) > 0.5
    const layer = bytesOf(style.backgroundColor)
    if (layer[3] > 0) layers.push(layer)
    if (layer[3] === 255) break
  }
  const page: Bytes = dark ? [24, 24, 26, 255] : [255, 255, 255, 255]
  return layers.reverse().reduce((below, layer) => over(layer, below), page)
}

function luminance([red, green, blue]: Bytes): number {
  return (0.299 * red + 0.587 * green + 0.114 * blue) / 255
}

/** `probes`: an element for each name, whose text colour is the one wanted. All come out opaque. */
export function readPalette(box: Element, probes: (name: ColourName) => Element): Palette {
  const surface = behind(box)
  const found = COLOURS.map(name => {
    if (name === 'surface') return [name, surface]
    return [name, over(bytesOf(getComputedStyle(probes(name)).color), surface)]
  })
  return Object.fromEntries(found) as Palette
}

/** As the module takes them. */
export function packed(palette: Palette): Uint32Array {
  return Uint32Array.from(COLOURS, name => {
    const [red, green, blue, alpha] = palette[name]
    return ((alpha << 24) | (blue << 16) | (green << 8) | red) >>> 0
  })
}

export function cssOf([red, green, blue]: Bytes): string {
  return `#${[red, green, blue].map(one => one.toString(16).padStart(2, '0')).join('')}`
}

/** Between two colours, `share` of the second. */
export function between(first: Bytes, second: Bytes, share: number): string {
  return cssOf(over([second[0], second[1], second[2], Math.round(share * 255)], first))
}
