export default defineAppConfig({
  pages: [
    'pages/home/index',
    'pages/applications/index',
    'pages/messages/index',
    'pages/me/index',
    'pages/sign-in/index',
    'pages/code/index',
  ],
  // Journeys live in subpackages (src/packages/<name>); each is registered here together with its pages.
  subPackages: [
    { root: 'packages/guide', pages: ['search/index', 'item/index'] },
    { root: 'packages/enterprise', pages: ['bind/index', 'members/index', 'invite/index'] },
    { root: 'packages/legal', pages: ['privacy/index', 'terms/index'] },
    { root: 'packages/account', pages: ['data/index', 'seen/index', 'cancel/index', 'reminders/index'] },
    {
      root: 'packages/application',
      pages: ['timeline/index', 'correction/index', 'content/index', 'result/index', 'rate/index'],
    },
    { root: 'packages/verify', pages: ['book/index', 'appointment/index'] },
    { root: 'packages/apply', pages: ['form/index', 'materials/index', 'check/index', 'receipt/index'] },
    { root: 'packages/messages', pages: ['conversation/index'] },
    {
      root: 'packages/officer',
      pages: [
        'workbench/index',
        'review/index',
        'pre-check/index',
        'task/index',
        'issue/index',
        'schedule/index',
        'check/index',
        'codes/index',
        'calendar/index',
        'enterprises/index',
        'held/index',
        'faults/index',
      ],
    },
    { root: 'packages/appeal', pages: ['list/index', 'create/index', 'detail/index'] },
    { root: 'packages/document', pages: ['view/index', 'check/index'] },
  ],
  preloadRule: {
    'pages/home/index': { network: 'all', packages: ['packages/guide'] },
    'pages/applications/index': { network: 'all', packages: ['packages/application', 'packages/document'] },
    'pages/messages/index': { network: 'all', packages: ['packages/messages'] },
  },
  window: {
    navigationStyle: 'custom',
    navigationBarTitleText: '码上帮办',
    navigationBarTextStyle: 'black',
    backgroundColor: '#F5F6F8',
    backgroundTextStyle: 'dark',
  },
  tabBar: {
    // Drawn by src/shared/ui/TabBar on both targets; WeChat still wants the list.
    custom: true,
    color: '#4E5969',
    selectedColor: '#1A5FB4',
    backgroundColor: '#FFFFFF',
    list: [
      { pagePath: 'pages/home/index', text: '首页' },
      { pagePath: 'pages/applications/index', text: '办件' },
      { pagePath: 'pages/messages/index', text: '消息' },
      { pagePath: 'pages/me/index', text: '我的' },
    ],
  },
  // H5 only: Taro's slide hides a page by timers, and coming back at once could find it hidden or half-way.
  ...(process.env.TARO_ENV === 'h5' ? { animation: false } : {}),
  // One look, light, in WeChat's dark mode too: without darkmode WeChat draws its own parts (dialogs, lists, input) light
  // for us, as our colours need them (developers.weixin.qq.com …/framework/ability/darkmode.html).
  darkmode: false,
  lazyCodeLoading: 'requiredComponents',
  permission: {},
  __usePrivacyCheck__: true,
})
