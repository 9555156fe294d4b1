export default definePageConfig({ navigationStyle: 'custom', navigationBarTitleText: '上传材料' })
