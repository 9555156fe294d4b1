import {
  callerFromEnvironment,
  frameFromEnvironment,
  objectsFromEnvironment,
  serviceFromEnvironment,
} from '../_shared/environment.ts'
import { type CheckFileDeps, handleCheckFile } from './handler.ts'

declare const Deno: { serve(handler: (request: Request) => Promise<Response>): void }

const deps: CheckFileDeps = {
  frame: frameFromEnvironment('check-file'),
  askAsCaller: callerFromEnvironment(),
  service: serviceFromEnvironment(),
  objects: objectsFromEnvironment(),
}

Deno.serve((request) => handleCheckFile(request, deps))
