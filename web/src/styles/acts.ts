// What the views of `acts` and `panels` wear, as a chunk brings it.
import { sheetsOf } from '.'
import around from './around.css'
import forms from './forms.css'

export const sheetsOfActs = sheetsOf([around, forms])
