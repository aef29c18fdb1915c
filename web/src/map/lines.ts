// Where a text breaks into lines: once for measuring, drawing and export alike.

type Measure = (text: string) => number

/** Kept with what stands before it: a line never begins with these. */
const CLOSING =
  /^[\s)\]}\u00bb\u201d\u2019\u203a,.;:!?%\u2026\u3001\u3002\u300d\u300f\uff01\uff09\uff0c\uff1a\uff1b\uff1f]+$/
/** Kept with what comes after it. */
const OPENING = /[([{\u00ab\u201c\u2018\u2039\u300c\u300e\uff08]\s*$/
/** Scripts that put no blanks between words. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
/** Not the no-break spaces, which French has before its colons. */
const BLANKS = /([ \t\n\u2000-\u2006\u2008-\u200b\u205f\u3000]+)/

/**
 * The lines of `text`, none wider than `width` by `measure`, at most `most` of them; the last one ends in an
 * ellipsis where there would be more. Line ends of the text are kept.
 */
export function breakLines(text: string, width: number, measure: Measure, most = Infinity): string[] {
  const lines: string[] = []
  for (const paragraph of text.split(/\s*\n\s*/)) {
    if (paragraph === '') continue
    if (lines.length > most) break
    breakParagraph(paragraph, width, measure, lines)
  }
  if (lines.length <= most) return lines
  const kept = lines.slice(0, most)
  kept.push(shortened(kept.pop()!, width, measure))
  return kept
}

/** `line` with an ellipsis, cut where that would be too wide. */
export function shortened(line: string, width: number, measure: Measure): string {
  const letters = [...line]
  while (letters.length > 0 && measure(`${letters.join('').trimEnd()}\u2026`) > width) letters.pop()
  return `${letters.join('').trimEnd()}\u2026`
}

function breakParagraph(text: string, width: number, measure: Measure, lines: string[]): void {
  let line = ''
  let used = 0
  const end = (): void => {
    if (line.trim() !== '') lines.push(line.trim())
    line = ''
    used = 0
  }
  for (const piece of piecesOf(text)) {
    const bare = measure(piece.trimEnd())
    if (used + bare > width && line !== '') end()
    if (bare <= width) {
      line += piece
      used += measure(piece)
      continue
    }
    // A link or a word without end breaks between letters.
    for (const letter of piece) {
      const more = measure(letter)
      if (used + more > width && line !== '') end()
      line += letter
      used += more
    }
  }
  end()
}

/** The pieces between which a line may end, each with the blanks behind it. */
export function piecesOf(text: string): string[] {
  const pieces: string[] = []
  for (const part of text.split(BLANKS)) {
    if (part === '') continue
    if (BLANKS.test(part) && pieces.length > 0) pieces.push(pieces.pop()! + part)
    else for (const one of UNSPACED.test(part) ? unspaced(part) : hyphened(part)) join(pieces, one)
  }
  return pieces
}

function join(pieces: string[], piece: string): void {
  const last = pieces[pieces.length - 1]
  if (last !== undefined && (CLOSING.test(piece) || OPENING.test(last))) pieces[pieces.length - 1] = last + piece
  else pieces.push(piece)
}

/** A word may end a line at its hyphens and slashes. */
function hyphened(word: string): string[] {
  return word.split(/(?<=[^-/]{2}[-/]+)(?=[^-/]{2})/)
}

function unspaced(text: string): string[] {
  if (typeof Intl.Segmenter !== 'function') return [...text]
  return Array.from(new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text), one => one.segment)
}

/** Whether a text reads from right to left: by its first letter, as `dir="auto"` has it. */
export function isRightToLeft(text: string): boolean {
  const letter = /\p{L}/u.exec(text)?.[0] ?? ''
  return /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u.test(
    letter,
  )
}
