// The map of a debate: what draws it, and the views around it.
export { sheets } from './styles/map'
export { MapView } from './views/map'
