export const apiUrl = process.env.BB_API_URL

// The mini-program has no host of its own: without BB_PUBLIC_URL it is the demo's.
export const publicUrl = process.env.BB_PUBLIC_URL || 'http://localhost:8080'

export const linksAreOurs = true
