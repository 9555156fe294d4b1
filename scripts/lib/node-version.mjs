// Read by whatever Node there is, so in words that old ones understand.

/** Why this Node cannot run the project, as one sentence; null when it can. The same range as `engines`. */
export function unsupportedNode(version) {
  const numbers = version.split('.').map(Number)
  const major = numbers[0]
  if (major >= 22 || (major === 20 && numbers[1] >= 19)) return null
  return `Node ${version} cannot run this: install Node 20.19 or newer, or Node 22 (Node 20 LTS is what is tested).`
}
