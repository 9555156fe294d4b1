import { buildApp } from '../../scripts/lib/build'

/** Builds H5 once, before the files run side by side: each of them would otherwise begin a build of its own. */
export default async function setup(): Promise<void> {
  await buildApp('h5')
}
