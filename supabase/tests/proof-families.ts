const catalog = (title: string) => `attacks-catalog.test.ts › ${title}`

/** What proves the lines that are not RPCs; a systematic story tries each of them. */
export const STORIES = {
  rows: 'attacks-rows.test.ts › who reads which table: everybody against every table',
  publicRows: 'attacks-rows.test.ts › the notice board is read by everybody, signed in or not',
  closedTables: catalog('authenticated reads no table that is not granted, and none of private'),
  closedRpcs: catalog('authenticated executes no RPC that is not granted'),
  closedFunctions: catalog('authenticated executes no function of private that is not granted'),
  neededHelpers: catalog(
    'a function of private is granted only where an RPC, a policy or another granted one names it',
  ),
  keptFiles: 'attacks-files.test.ts › nobody replaces, moves or deletes a file of any bucket',
  buckets: (bucket: string) => `attacks-files.test.ts › ${bucket}: who uploads and who reads`,
  topics: (kind: string) => `attacks-topics.test.ts › ${kind}: who listens and who sends`,
}
