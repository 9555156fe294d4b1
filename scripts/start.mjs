// `npm start`: installs what is missing, then hands over to scripts/serve.ts.
import { ensureDependencies, requireNode } from './lib/install.mjs'
import { handleSignals } from './lib/lifetime.mjs'

requireNode()
handleSignals()
await ensureDependencies()
// Only now is there something that reads TypeScript.
await import('tsx')
await import('./serve.ts')
