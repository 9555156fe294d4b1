import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import fs from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'

interface Metadata {
  cacheControl: string
  contentLength: number
  size: number
  mimetype: string
  lastModified: Date
  eTag: string
}

type Body = Uint8Array | AsyncIterable<Uint8Array> | ReadableStream<Uint8Array>

/**
 * Keeps the objects of Storage as files: `<base>/<bucket>/<hash of the name>` beside a `.json` with
 * its type. The name is hashed because object names may be longer than a file name, may differ in
 * case only, and may have a folder and an object of the same name.
 */
export class FileStorage {
  readonly driver = fs
  private readonly base: string

  constructor(base: string) {
    this.base = path.resolve(base)
  }

  private fileOf(bucket: string, key: string): string {
    const name = createHash('sha256').update(key).digest('hex')
    return path.join(
      this.base,
      createHash('sha256').update(bucket).digest('hex').slice(0, 16),
      name.slice(0, 2),
      name,
    )
  }

  private async metadata(file: string): Promise<Metadata> {
    const [stat, text] = await Promise.all([fs.stat(file), fs.readFile(`${file}.json`, 'utf8')])
    const kept = JSON.parse(text) as { mimetype: string; cacheControl: string; eTag: string }
    return { ...kept, contentLength: stat.size, size: stat.size, lastModified: stat.mtime }
  }

  async getObject(bucket: string, key: string) {
    const file = this.fileOf(bucket, key)
    const metadata = await this.metadata(file)
    const body = Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array>
    return { httpStatusCode: 200, metadata, body }
  }

  async uploadObject(
    bucket: string,
    key: string,
    _version: string | undefined,
    body: Body,
    mimetype: string,
    cacheControl: string,
  ): Promise<Metadata> {
    const file = this.fileOf(bucket, key)
    const bytes = body instanceof Uint8Array ? body : await collect(body)
    const eTag = `"${createHash('md5').update(bytes).digest('hex')}"`
    await fs.mkdir(path.dirname(file), { recursive: true })
    // The description first: an object is there only when its bytes are.
    await writeDurably(
      `${file}.json`,
      Buffer.from(JSON.stringify({ mimetype, cacheControl, eTag, bucket, key })),
    )
    await writeDurably(file, bytes)
    return this.metadata(file)
  }

  async deleteObject(bucket: string, key: string): Promise<void> {
    const file = this.fileOf(bucket, key)
    await fs.rm(file, { force: true })
    await fs.rm(`${file}.json`, { force: true })
  }

  async deleteObjects(bucket: string, keys: string[]): Promise<void> {
    for (const key of keys) await this.deleteObject(bucket, key)
  }

  async copyObject(
    fromBucket: string,
    from: string,
    _version: string | undefined,
    toBucket: string,
    to: string,
    _toVersion: string | undefined,
  ) {
    const source = this.fileOf(fromBucket, from)
    const { mimetype, cacheControl } = await this.metadata(source)
    const bytes = await fs.readFile(source)
    const made = await this.uploadObject(toBucket, to, undefined, bytes, mimetype, cacheControl)
    return { httpStatusCode: 200, eTag: made.eTag, lastModified: made.lastModified }
  }

  headObject(bucket: string, key: string): Promise<Metadata> {
    return this.metadata(this.fileOf(bucket, key))
  }

  async privateAssetUrl(bucket: string, key: string): Promise<string> {
    return `file://${this.fileOf(bucket, key)}`
  }
}

async function collect(
  body: AsyncIterable<Uint8Array> | ReadableStream<Uint8Array>,
): Promise<Buffer<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  for await (const chunk of body as AsyncIterable<Uint8Array>) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** What was acknowledged survives a kill: written beside its place, flushed to disk, then renamed. */
async function writeDurably(file: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${file}.${randomUUID()}.tmp`
  const handle = await fs.open(temporary, 'w')
  try {
    await handle.writeFile(bytes)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await fs.rename(temporary, file)
  const directory = await fs.open(path.dirname(file), 'r')
  try {
    await directory.sync()
  } finally {
    await directory.close()
  }
}
