export const apiUrl = process.env.BB_API_URL
