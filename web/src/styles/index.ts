// The style sheets, adopted by each shadow root: policies that forbid inline styles allow this.
import base from './base.css'
import debate from './debate.css'
import forms from './forms.css'

let made: CSSStyleSheet[] | null = null

/** Made once, shared by every element of the page. */
export function sheets(): CSSStyleSheet[] {
  made ??= [base, debate, forms].map(text => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(text)
    return sheet
  })
  return made
}
