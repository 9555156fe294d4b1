/** The project's publishable key; it carries no right of its own, row-level security decides. */
export const publishableKey = process.env.BB_PUBLISHABLE_KEY

/** Built for the embedded stack: demo people sign in with one tap, here and nowhere else. */
export const isDemo = publishableKey === 'sb_publishable_local_dev_key'
