// One debate with everybody in it, live: fetched where an element names a hub.
export { join, shareOf, sharesOf } from './hub-join'
export { HubSays, SharedFirst } from './views/hub'
