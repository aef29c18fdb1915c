// What only the views of `study` wear.
import { sheetsOf } from '.'
import why from './why.css'

export const sheets = sheetsOf([why])
