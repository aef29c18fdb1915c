// What the results of `results` wear.
import { sheetsOf } from '.'
import results from './results.css'

export const sheets = sheetsOf([results])
