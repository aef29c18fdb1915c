// The map as an image, painted here from the same shapes as the drawing: a strict policy lets no page read an SVG.
import { Trouble } from '../trouble'
import type { ArgumentMap } from './argument-map'
import { pictureOf, type Canvas } from './export-shapes'
import { isRightToLeft } from './lines'
import { fontOf, paintLabel } from './type'

/** Sharp in print, and no larger than browsers allow. */
const DENSITY = 2
const SIDE_MOST = 8192
const PIXELS_MOST = 32 * 1024 * 1024

export async function pngOf(map: ArgumentMap): Promise<Blob> {
  const picture = pictureOf(map)
  const { x, y, width, height } = picture
  const most = Math.min(SIDE_MOST / width, SIDE_MOST / height, Math.sqrt(PIXELS_MOST / (width * height)))
  const density = Math.min(DENSITY, most)
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(width * density))
  canvas.height = Math.max(1, Math.round(height * density))
  const context = canvas.getContext('2d')!
  context.fillStyle = picture.surface
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.setTransform(density, 0, 0, density, -x * density, -y * density)
  picture.draw(painter(context, picture.family))
  const blob = await new Promise<Blob | null>(made => canvas.toBlob(made, 'image/png'))
  if (!blob) throw new Trouble('memory', 'the image is too large')
  return blob
}

function painter(context: CanvasRenderingContext2D, family: string): Canvas {
  return {
    rect(x, y, width, height, fill, edge, radius = 0) {
      context.beginPath()
      rounded(context, x, y, width, height, radius)
      context.fillStyle = fill
      context.fill()
      if (!edge) return
      context.lineWidth = 1
      context.strokeStyle = edge
      context.stroke()
    },
    sector(inner, outer, start, end, fill, edge) {
      const turn = Math.PI / 2
      context.beginPath()
      context.arc(0, 0, outer, start - turn, end - turn)
      context.arc(0, 0, inner, end - turn, start - turn, true)
      context.closePath()
      context.fillStyle = fill
      context.fill()
      context.lineWidth = 1
      context.strokeStyle = edge
      context.stroke()
    },
    line(points, colour, width) {
      context.beginPath()
      points.forEach(([x, y], at) => (at === 0 ? context.moveTo(x, y) : context.lineTo(x, y)))
      context.lineWidth = width
      context.strokeStyle = colour
      context.stroke()
    },
    label(label, x, y, colour) {
      context.save()
      context.translate(x, y)
      paintLabel(context, label, colour)
      context.restore()
    },
    word(text, x, y, size, colour) {
      context.font = fontOf(family, size)
      context.textAlign = 'center'
      context.textBaseline = 'alphabetic'
      context.direction = isRightToLeft(text) ? 'rtl' : 'ltr'
      context.fillStyle = colour
      context.fillText(text, x, y + size * 0.35)
    },
  }
}

/** Older browsers have no `roundRect`. */
function rounded(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  width: number,
  height: number,
  radius: number,
) {
  const corner = Math.min(radius, width / 2, height / 2)
  context.moveTo(x + corner, y)
  context.arcTo(x + width, y, x + width, y + height, corner)
  context.arcTo(x + width, y + height, x, y + height, corner)
  context.arcTo(x, y + height, x, y, corner)
  context.arcTo(x, y, x + width, y, corner)
  context.closePath()
}
