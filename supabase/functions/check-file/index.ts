import { askingAsCaller } from '../_shared/caller-client.ts'
import { objectsFromEnvironment, required, serviceFromEnvironment } from '../_shared/environment.ts'
import { type CheckFileDeps, handleCheckFile } from './handler.ts'

declare const Deno: { serve(handler: (request: Request) => Promise<Response>): void }

const deps: CheckFileDeps = {
  askAsCaller: askingAsCaller({
    url: required('SUPABASE_URL'),
    publishableKey: required('SUPABASE_ANON_KEY'),
  }),
  service: serviceFromEnvironment(),
  objects: objectsFromEnvironment(),
  newId: () => crypto.randomUUID(),
  log: (line) => console.log(line),
}

Deno.serve((request) => handleCheckFile(request, deps))
