export interface SetDataFigures {
  calls: number
  largestBytes: number
  /** Most calls within any one second. */
  mostPerSecond: number
  /** Those of that second: page and bytes, to find out why. */
  busiest: string[]
}

export interface Painted {
  at: number
  route: string
  bytes: number
}

/** Every setData of the app: what crosses from WeChat's logic layer to its view layer, which is what is slow there. */
export class SetDataLog {
  private readonly painted: Painted[] = []

  note(painted: Painted): void {
    this.painted.push(painted)
  }

  get figures(): SetDataFigures {
    let busiest: Painted[] = []
    this.painted.forEach(({ at }, i) => {
      const second = this.painted.slice(i).filter((each) => each.at < at + 1000)
      if (second.length > busiest.length) busiest = second
    })
    return {
      calls: this.painted.length,
      largestBytes: Math.max(0, ...this.painted.map((each) => each.bytes)),
      mostPerSecond: busiest.length,
      busiest: busiest.map(({ route, bytes }) => `${route} ${bytes}`),
    }
  }
}
