// `npm start`: installs what is missing, then hands over to scripts/serve.ts.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { ensureDependencies, requireNode, root } from './lib/install.mjs'

requireNode()
ensureDependencies()

const child = spawn(
  process.execPath,
  ['--import', 'tsx', path.join(root, 'scripts/serve.ts'), ...process.argv.slice(2)],
  {
    cwd: root,
    stdio: 'inherit',
  },
)
// A Ctrl-C reaches the child by itself (same terminal); a plain kill of this process is passed on.
process.on('SIGINT', () => {})
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
