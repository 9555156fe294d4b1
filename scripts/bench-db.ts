/**
 * `npm run bench:db`: what the database costs with a county's data in it. At full size 200,000 enterprises,
 * 1,000,000 applications with their events and 5,000,000 messages are streamed into a scratch Postgres, which is
 * thrown away afterwards; the same data comes out on every machine.
 *
 * Three kinds of questions (scripts/bench-db/asked.ts):
 * - Reads of tables. The screens ask by RPC, and those are definer functions that check by themselves, so the
 *   price of the policies is measured where policies act: ten reads that are the rows of a screen, as the person
 *   (RLS on) and as the owner (RLS off) in the same words.
 * - The RPCs that list and show, and those that move something, each undone after it was timed.
 * - Filing: submit_application beside a plain insert of the very rows it leaves, both committed to disk.
 *
 * Each is asked at 1 %, 10 % and 100 % of the data, all sizes and both modes in turn and about the same kinds of
 * enterprises. What is timed is a request as PostgREST sends it: begin, role and claims, statement, end.
 */
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { type Options, readOptions } from './bench-db/options'
import { machine, report } from './bench-db/report'
import { runBench } from './bench-db/run'
import { verdict } from './bench-db/verdict'

async function main(options: Options): Promise<void> {
  const say = options.json ? () => {} : (line: string) => console.log(line)
  mkdirSync(options.folder, { recursive: true })
  say(machine())
  const results = await runBench({ ...options, folder: path.join(options.folder, `run-${process.pid}`) }, say)
  const lines = verdict(results)
  if (options.json) console.log(JSON.stringify({ machine: machine(), ...results, verdict: lines }, null, 2))
  else console.log(report(results, lines))
  if (options.check && lines.some((line) => !line.ok)) process.exitCode = 1
}

try {
  await main(readOptions(process.argv.slice(2)))
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}
