import { randomUUID } from 'node:crypto'
import type { SupabaseClient } from '@supabase/supabase-js'
import type { ApplicationDetail, ApplicationSummary } from '@/shared/contract'
import type { DemoHandle } from '../../supabase/local/demo/people'
import { type StackAddress, signInByEmail } from '../support/stack'

/** Somebody who works through the API while the owner holds the phone. */
export class Colleague {
  private constructor(
    private readonly client: SupabaseClient,
    readonly id: string,
    private readonly pause: () => void,
  ) {}

  /** `pause`: called before each change; a person is slower than a test. */
  static async come(
    stack: StackAddress,
    handle: DemoHandle,
    pause: () => void = () => {},
  ): Promise<Colleague> {
    const client = await signInByEmail(stack, `${handle}@demo.invalid`)
    const { data } = await client.auth.getUser()
    if (!data.user) throw new Error(`${handle} is not signed in`)
    return new Colleague(client, data.user.id, pause)
  }

  /** A read, or a move that carries no request id. */
  async ask<T>(name: string, args: Record<string, unknown> = {}): Promise<T> {
    const { data, error } = await this.client.rpc(name, args)
    if (error) throw new Error(`${name}: ${error.message} ${error.details ?? ''}`)
    return data as T
  }

  /** A call that changes something, with a request id of its own. */
  act<T>(name: string, args: Record<string, unknown> = {}): Promise<T> {
    this.pause()
    return this.ask<T>(name, { ...args, p_request_id: randomUUID() })
  }

  read(application: string): Promise<ApplicationDetail> {
    return this.ask<ApplicationDetail>('get_application', { p_id: application })
  }

  /** A move of an application, from the version that it has now. */
  async move(name: string, application: string, more: Record<string, unknown> = {}) {
    const { row_version } = await this.read(application)
    return this.act<ApplicationSummary>(name, {
      p_application_id: application,
      p_row_version: row_version,
      ...more,
    })
  }

  async put(bucket: string, path: string, bytes: Uint8Array, contentType: string): Promise<void> {
    const { error } = await this.client.storage.from(bucket).upload(path, bytes, { contentType })
    if (error) throw new Error(`${bucket}/${path}: ${error.message}`)
    const check = await this.client.functions.invoke('check-file', { body: { bucket, path } })
    if (check.error) throw new Error(`${bucket}/${path}: ${await check.error.context.text()}`)
  }

  async get(bucket: string, path: string): Promise<Buffer> {
    const { data, error } = await this.client.storage.from(bucket).download(path)
    if (error) throw new Error(`${bucket}/${path}: ${error.message}`)
    return Buffer.from(await data.arrayBuffer())
  }
}
