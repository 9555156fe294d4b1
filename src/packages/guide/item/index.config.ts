// WeChat's menu forwards a page only when it says so here: Taro does not see the hook behind useShareCard.
export default definePageConfig({ navigationStyle: 'custom', enableShareAppMessage: true })
