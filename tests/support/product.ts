import path from 'node:path'
import { buildApp, type Target } from '../../scripts/lib/build'
import { type AppServer, serveApp } from '../../scripts/lib/static-server'
import { loadDemo } from '../../supabase/local/demo/load'
import type { Stack, StackOptions } from '../../supabase/local/stack'
import { startTestStack } from './stack'

/**
 * The moment journeys play at: a Tuesday morning in opening hours before the 清明 holiday, in a year whose notice
 * is published. A test that lived in the real today would fail each winter, when next year is not published yet.
 */
export const JOURNEY_BEGINS = '2026-03-31T10:00:00+08:00'

export interface Product {
  stack: Stack
  app: AppServer
  /** Moves the product's one clock. */
  setClock(at: string): Promise<void>
  stop(): Promise<void>
}

/** The product as `npm start` gives it, on free ports and throw-away data, at the moment of the journey. */
export async function startProduct(options: Partial<StackOptions> = {}): Promise<Product> {
  const folder = await buildApp('h5')
  const { stack, setClock } = await startCounty(options)
  try {
    const app = await serveApp({ folder, port: 0, apiUrl: stack.apiUrl })
    return {
      stack,
      app,
      setClock,
      async stop() {
        await app.close()
        await stack.stop()
      },
    }
  } catch (error) {
    await stack.stop()
    throw error
  }
}

export type County = Pick<Product, 'stack' | 'setClock'>

/** The stack of the product alone, with the demo county at the moment of the journey. */
export async function startCounty(options: Partial<StackOptions> = {}): Promise<County> {
  // The demo is loaded once the clock stands: its slots lie in the days after.
  const stack = await startTestStack({ demoSignIn: true, ...options, demo: false })
  const setClock = async (at: string) => {
    await stack.sql`select private.set_clock(${at}::timestamptz)`
  }
  try {
    await setClock(JOURNEY_BEGINS)
    await loadDemo(stack, () => {})
    return { stack, setClock }
  } catch (error) {
    await stack.stop()
    throw error
  }
}

export const distOf = (target: Target) => path.resolve(import.meta.dirname, '../../dist', target)
