/** Loaded first in app.tsx: what the libraries expect of the runtime before they are evaluated. */
export {}
