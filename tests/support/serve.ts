/**
 * A stack in a process of its own, for tests that kill it: prints its address as one line of JSON and
 * waits. Usage: node --import tsx tests/support/serve.ts <StackOptions as JSON>
 */
import { type StackOptions, startStack } from '../../supabase/local/stack'

const options = JSON.parse(process.argv[2] ?? '{}') as StackOptions
const { apiUrl, dbUrl, publishableKey, secretKey, stop } = await startStack(options)
process.stdout.write(`${JSON.stringify({ apiUrl, dbUrl, publishableKey, secretKey })}\n`)
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void stop().then(() => process.exit(0)))
}
