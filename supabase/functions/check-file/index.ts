import { askingAsCaller } from '../_shared/caller-client.ts'
import {
  frameFromEnvironment,
  objectsFromEnvironment,
  required,
  serviceFromEnvironment,
} from '../_shared/environment.ts'
import { type CheckFileDeps, handleCheckFile } from './handler.ts'

declare const Deno: { serve(handler: (request: Request) => Promise<Response>): void }

const deps: CheckFileDeps = {
  frame: frameFromEnvironment('check-file'),
  askAsCaller: askingAsCaller({
    url: required('SUPABASE_URL'),
    publishableKey: required('SUPABASE_ANON_KEY'),
  }),
  service: serviceFromEnvironment(),
  objects: objectsFromEnvironment(),
}

Deno.serve((request) => handleCheckFile(request, deps))
