import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { MUTATIONS, type Mutation } from '../supabase/tests/mutations'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

interface Report {
  testResults: { assertionResults: { status: string; title: string }[] }[]
}

/** Titles of the stories that failed under a mutation. */
function noticed({ sql, file }: Mutation): Promise<string[]> {
  const args = [
    'vitest',
    'run',
    '--project',
    'stories',
    `supabase/tests/${file}.test.ts`,
    '--reporter',
    'json',
  ]
  const child = spawn('npx', args, { cwd: ROOT, env: { ...process.env, BB_MUTATION: sql }, stdio: 'pipe' })
  let text = ''
  child.stdout.setEncoding('utf8').on('data', (piece: string) => {
    text += piece
  })
  child.stderr.resume()
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', () => {
      const start = text.indexOf('{"num')
      if (start < 0) return reject(new Error(`Nothing was run: ${text.slice(-500)}`))
      const report = JSON.parse(text.slice(start, text.lastIndexOf('}') + 1)) as Report
      const stories = report.testResults.flatMap(({ assertionResults }) => assertionResults)
      resolve(stories.filter(({ status }) => status === 'failed').map(({ title }) => title))
    })
  })
}

let unnoticed = 0
for (const mutation of MUTATIONS) {
  const stories = await noticed(mutation)
  if (stories.length === 0) unnoticed += 1
  console.log(`${stories.length > 0 ? 'noticed' : 'UNNOTICED'}: ${mutation.what} (${mutation.file})`)
  for (const title of stories.slice(0, 2)) console.log(`  ${title}`)
}
console.log(`${MUTATIONS.length - unnoticed} of ${MUTATIONS.length} noticed`)
process.exitCode = unnoticed > 0 ? 1 : 0
