// Imported first: what comes after it may use what old Nodes do not have.
import { unsupportedNode } from './node-version.mjs'

const reason = unsupportedNode(process.versions.node)
if (reason) {
  process.stderr.write(`\n✗ ${reason}\n`)
  process.exit(1)
}
