// What only the map wears.
import { sheetsOf } from '.'
import map from './map.css'

export const sheets = sheetsOf([map])
