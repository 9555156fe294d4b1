import {
  callerFromEnvironment,
  frameFromEnvironment,
  objectsFromEnvironment,
} from '../_shared/environment.ts'
import { FONT_FILE, fontFrom } from './font.ts'
import { type DocumentPdfDeps, handleDocumentPdf } from './handler.ts'
import { setPaper } from './paper.ts'

declare const Deno: {
  serve(handler: (request: Request) => Promise<Response>): void
  readFile(path: URL): Promise<Uint8Array>
}

/** Beside the function: in the embedded stack, and on hosted when it was bundled with static_files. */
const besideMe = () => Deno.readFile(new URL(`./font/${FONT_FILE}`, import.meta.url)).catch(() => null)

/** In the private bucket, filled once at deploy, when the bundle was made without it. */
const inBucket = async () => {
  const content = await objectsFromEnvironment().read('assets', `fonts/${FONT_FILE}`)
  return content && new Uint8Array(await new Response(content).arrayBuffer())
}

const deps: DocumentPdfDeps = {
  frame: frameFromEnvironment('document-pdf'),
  askAsCaller: callerFromEnvironment(),
  font: fontFrom(besideMe, inBucket),
  setPaper,
}

Deno.serve((request) => handleDocumentPdf(request, deps))
