// What only the views of `hub` wear.
import { sheetsOf } from '.'
import hub from './hub.css'

export const sheets = sheetsOf([hub])
