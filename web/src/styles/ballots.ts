// What the ballots of `ballots` wear.
import { sheetsOf } from '.'
import ballots from './ballots.css'

export const sheets = sheetsOf([ballots])
