// The browser's WebSocket is what realtime-js takes by itself.
export const socketTransport = undefined
