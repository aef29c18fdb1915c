// The style sheets, adopted by each shadow root: policies that forbid inline styles allow this.
import base from './base.css'
import debate from './debate.css'

/** Of these texts, made once and shared by every element of the page. */
export function sheetsOf(texts: readonly string[]): () => CSSStyleSheet[] {
  let made: CSSStyleSheet[] | null = null
  return () =>
    (made ??= texts.map(text => {
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(text)
      return sheet
    }))
}

export const sheets = sheetsOf([base, debate])
