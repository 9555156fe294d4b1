export default definePageConfig({ navigationBarTitleText: '看办件' })
