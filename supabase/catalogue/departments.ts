import type { CatalogueItem } from './schema'

/** Names of the demo county's departments as applicants read them; the county loads its own. */
export const DEPARTMENTS: Record<CatalogueItem['department'], string> = {
  scjg: '县市场监督管理局',
  spj: '县行政审批局',
  wjj: '县卫生健康局',
  rsj: '县人力资源和社会保障局',
  jtj: '县交通运输局',
  ycj: '县烟草专卖局',
  wlj: '县文化和旅游局',
  xcb: '中共县委宣传部（县新闻出版局）',
  xfj: '县消防救援大队',
  gaj: '县公安局',
  zjj: '县住房和城乡建设局',
  cgj: '县城市管理局',
  slj: '县水利局',
  nyj: '县农业农村局',
}
