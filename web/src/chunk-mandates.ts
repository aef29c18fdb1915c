// Votes that others cast: lending one's own, proxies, the roll of a meeting, and what came of them.
export { LentVotes } from './views/mandates'
