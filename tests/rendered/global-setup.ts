import { buildApp } from '../../scripts/lib/build'

/** Builds the mini-program once, before the files run side by side. */
export default async function setup(): Promise<void> {
  await buildApp('weapp')
}
