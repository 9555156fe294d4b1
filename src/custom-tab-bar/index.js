// The tab bar is drawn inside each tab page (src/shared/ui/TabBar.tsx), where it shares the page's state and
// large-font mode. WeChat looks for this component all the same once tabBar.custom is set.
Component({})
