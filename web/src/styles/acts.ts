// What the views of `acts` wear, and those of the chunks after it in part.
import { sheetsOf } from '.'
import around from './around.css'
import forms from './forms.css'

export const sheets = sheetsOf([around, forms])
