export default definePageConfig({ navigationStyle: 'custom', navigationBarTitleText: '填表' })
