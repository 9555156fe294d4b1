/** What runs the app, by name and version: `ios 3.8.0` (with WeChat's base library), `Chrome 131`. */
export declare function runtimeName(): string | null
