// A browser lets requests of a hidden page go on.
export function onAwake(): void {}
