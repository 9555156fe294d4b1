export default definePageConfig({ navigationBarTitleText: '出件' })
