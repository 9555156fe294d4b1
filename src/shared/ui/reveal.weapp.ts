export { scrollToId as reveal } from './scroll'
