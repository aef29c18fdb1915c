// The ballots of all methods but yes-no, and what a page says of such a question.
export { sheets } from './styles/ballots'
export { idle, lacking } from './question-needs'
export { BallotChoices, ballotOf } from './views/ballot'
export { ChoiceSaid } from './views/ballot-said'
export * as choices from './views/ballot-choice'
export * as presentation from './views/presentation'
