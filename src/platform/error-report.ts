/**
 * Reports what breaks (docs/decisions/0019-client-errors.md): errors and rejections that nobody caught, faults while
 * a page was drawn, scripts that did not load. Called once, where the app begins.
 */
export declare function watchErrors(): void
