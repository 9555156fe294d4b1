import { afterAll, beforeAll } from 'vitest'
import { attacksOnFiles } from './attacks/files'
import { type Ground, startGround } from './attacks/ground'
import { attacksByPeople } from './attacks/people'
import { attacksOnRows } from './attacks/rows'
import { attacksOnTopics } from './attacks/topics'

// One county for all attacks over HTTP; what the database itself refuses is attacked in supabase/tests/attacks-*.
let ground: Ground

beforeAll(async () => {
  ground = await startGround()
})
afterAll(() => ground?.stack.stop())

attacksOnRows(() => ground)
attacksOnFiles(() => ground)
attacksOnTopics(() => ground)
attacksByPeople(() => ground)
