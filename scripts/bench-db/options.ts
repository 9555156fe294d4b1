/** What `npm run bench:db` takes on its command line. */
export interface Options {
  /** Part of the full size: 1 is 200,000 enterprises. */
  scale: number
  /** Leaves the scratch cluster where it is. */
  keep: boolean
  json: boolean
  /** Exit code 1 when a wanted line fails. */
  check: boolean
  folder: string
  samples: number
}

/** Enterprises of the full size; each has 5 applications and 25 messages on average. */
export const FULL = 200_000

export const USAGE = `npm run bench:db -- [--scale 1] [--samples 60] [--folder /tmp/bench-db] [--json] [--check] [--keep]`

/** Reads the flags; throws what to print when one is unknown. */
export function readOptions(args: string[]): Options {
  const options: Options = {
    scale: 1,
    keep: false,
    json: false,
    check: false,
    folder: '/tmp/bench-db',
    samples: 60,
  }
  for (let at = 0; at < args.length; at++) {
    const flag = args[at]
    if (flag === '--keep' || flag === '--json' || flag === '--check') options[flag.slice(2) as 'keep'] = true
    else if (flag === '--folder') options.folder = args[++at] ?? options.folder
    else if (flag === '--scale' || flag === '--samples') {
      const value = Number(args[++at])
      if (!(value > 0)) throw new Error(`${flag} needs a number above 0\n${USAGE}`)
      options[flag.slice(2) as 'scale'] = value
    } else throw new Error(`Unknown flag ${flag}\n${USAGE}`)
  }
  return options
}

/** The sizes that are compared, in enterprises: 1 %, 10 % and 100 % of the full size, as far as asked for. */
export function stepsOf(scale: number): number[] {
  const whole = Math.max(100, Math.round(FULL * scale))
  return [...[0.01, 0.1].map((part) => FULL * part).filter((size) => size < whole), whole]
}
