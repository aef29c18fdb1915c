// What only the views of `panels` wear.
import { sheetsOf } from '.'
import panels from './panels.css'

export const sheets = sheetsOf([panels])
