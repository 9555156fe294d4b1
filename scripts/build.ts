/** `tsx scripts/build.ts h5|weapp`: the cached build that npm start and npm test share. */
import { buildApp, type Target } from './lib/build'

const target = process.argv[2]
if (target !== 'h5' && target !== 'weapp') throw new Error('Say which target: h5 or weapp')
await buildApp(target satisfies Target, { log: (line) => console.log(line) })
