export default definePageConfig({ navigationBarTitleText: '核对文书真伪' })
