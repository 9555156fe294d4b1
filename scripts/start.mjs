// `npm start`: installs what is missing, then hands over to scripts/serve.ts.
import './lib/require-node.mjs'
import { ensureDependencies, orSentence } from './lib/install.mjs'
import { handleSignals } from './lib/lifetime.mjs'

handleSignals()
await orSentence(ensureDependencies())
// Only now is there something that reads TypeScript.
await import('tsx')
await import('./serve.ts')
