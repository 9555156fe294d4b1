export default definePageConfig({ navigationStyle: 'custom', navigationBarTitleText: '提交成功' })
