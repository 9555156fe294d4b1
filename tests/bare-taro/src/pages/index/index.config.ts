export default definePageConfig({ navigationBarTitleText: '码上帮办' })
