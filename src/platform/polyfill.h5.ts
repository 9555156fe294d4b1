import { openPrintedLink } from './printed-link'

// Before the router reads the address.
openPrintedLink()
