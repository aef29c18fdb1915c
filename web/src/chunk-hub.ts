// One debate with everybody in it, live: fetched where an element names a hub.
export { join, shareOf, sharesOf } from './hub-join'
export { HeldBack, SharedFirst } from './views/hub'
