import {
  frameFromEnvironment,
  objectsFromEnvironment,
  required,
  serviceFromEnvironment,
} from '../_shared/environment.ts'
import { type CollectOrphansDeps, handleCollectOrphans } from './handler.ts'

declare const Deno: { serve(handler: (request: Request) => Promise<Response>): void }

const deps: CollectOrphansDeps = {
  frame: frameFromEnvironment('collect-orphans'),
  service: serviceFromEnvironment(),
  objects: objectsFromEnvironment(),
  secret: required('SCHEDULE_SECRET'),
}

Deno.serve((request) => handleCollectOrphans(request, deps))
