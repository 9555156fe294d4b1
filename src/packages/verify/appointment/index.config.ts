export default definePageConfig({ navigationBarTitleText: '视频核查' })
