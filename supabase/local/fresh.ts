import { rmSync } from 'node:fs'
import path from 'node:path'
import { claimDataDir } from './lock'
import { linkTarget, removeCluster } from './place'
import { stopOrphan } from './postgres'

/**
 * Removes all data of a stack that does not run. Refuses (STACK_RUNNING) while it does, and ends a
 * Postgres that outlived a killed stack: it would keep its port while its files are gone.
 */
export async function removeData(dataDir: string): Promise<void> {
  const release = claimDataDir(path.resolve(dataDir))
  try {
    const cluster = path.join(path.resolve(dataDir), 'postgres')
    await stopOrphan(linkTarget(cluster) ?? cluster)
    removeCluster(path.resolve(dataDir))
    rmSync(dataDir, { recursive: true, force: true })
  } finally {
    release()
  }
}
