// The map as a drawing that any program opens: text as text, colours written out.
import { strengthOfMap, titleOf } from './export-words'
import type { ArgumentMap } from './argument-map'
import { pictureOf, type Canvas } from './export-shapes'
import { isRightToLeft } from './lines'

export function svgOf(map: ArgumentMap): Blob {
  return new Blob([svgText(map)], { type: 'image/svg+xml' })
}

function svgText(map: ArgumentMap): string {
  const picture = pictureOf(map)
  const { x, y, width, height, surface, family } = picture
  const pieces: string[] = []
  picture.draw(writer(pieces))
  const box = [x, y, width, height].map(short).join(' ')
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}" width="${short(width)}" height="${short(height)}"` +
      ` xml:lang="${escaped(map.desk.locale)}" role="img" font-family="${escaped(family)}">`,
    `<title>${escaped(titleOf(map))}</title>`,
    `<desc>${escaped(strengthOfMap(map))}</desc>`,
    `<rect x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}" fill="${surface}"/>`,
    ...pieces,
    '</svg>\n',
  ].join('\n')
}

function writer(pieces: string[]): Canvas {
  return {
    rect(x, y, width, height, fill, edge, radius = 0) {
      const round = radius ? ` rx="${radius}"` : ''
      const stroke = edge ? ` stroke="${edge}"` : ''
      pieces.push(
        `<rect x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}"${round}` +
          ` fill="${fill}"${stroke}/>`,
      )
    },
    sector(inner, outer, start, end, fill, edge) {
      pieces.push(`<path d="${sectorPath(inner, outer, start, end)}" fill="${fill}" stroke="${edge}"/>`)
    },
    line(points, colour, width) {
      const list = points.map(([x, y]) => `${short(x)},${short(y)}`).join(' ')
      pieces.push(`<polyline points="${list}" fill="none" stroke="${colour}" stroke-width="${width}"/>`)
    },
    label(label, x, y, colour) {
      const lang = label.lang ? ` xml:lang="${escaped(label.lang)}"` : ''
      pieces.push(`<g${lang}>`)
      for (const run of label.runs) {
        const back = isRightToLeft(run.text)
        const style = /^(bold|italic) /.exec(run.font)?.[1]
        const weight = style === 'bold' ? ' font-weight="bold"' : style ? ' font-style="italic"' : ''
        // What begins at the right is anchored there: `start` follows the direction.
        const at = x + run.x + (back ? run.width : 0)
        pieces.push(
          `<text x="${short(at)}" y="${short(y + run.y + run.baseline)}" font-size="${run.size}"${weight}` +
            `${back ? ' direction="rtl"' : ''} fill="${colour(run.paint)}">${escaped(run.text)}</text>`,
        )
      }
      pieces.push('</g>')
    },
    word(text, x, y, size, colour) {
      pieces.push(
        `<text x="${short(x)}" y="${short(y + size * 0.35)}" font-size="${size}" text-anchor="middle"` +
          `${isRightToLeft(text) ? ' direction="rtl"' : ''} fill="${colour}">${escaped(text)}</text>`,
      )
    },
  }
}

/** A ring's piece; a whole ring is drawn in two halves, since an arc to its own start is none. */
function sectorPath(inner: number, outer: number, start: number, end: number): string {
  if (end - start > 2 * Math.PI - 1e-3) {
    const middle = start + Math.PI
    return `${sectorPath(inner, outer, start, middle)} ${sectorPath(inner, outer, middle, start + 2 * Math.PI - 2e-3)}`
  }
  const at = (radius: number, angle: number) =>
    `${short(radius * Math.sin(angle))} ${short(-radius * Math.cos(angle))}`
  const large = end - start > Math.PI ? 1 : 0
  const arc = (radius: number, sweep: number, angle: number) =>
    `A${short(radius)} ${short(radius)} 0 ${large} ${sweep} ${at(radius, angle)}`
  const back = inner > 0 ? `L${at(inner, end)} ${arc(inner, 0, start)}` : 'L0 0'
  return `M${at(outer, start)} ${arc(outer, 1, end)} ${back} Z`
}

function short(value: number): string {
  return String(Math.round(value * 100) / 100)
}

/** Text of a reader as XML: no markup, none of the characters that XML knows not. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
}
