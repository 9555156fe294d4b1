import { mergeInternalComponents } from '@tarojs/shared'
import aria from './aria.json'

// The runtime's half of config/aria-plugin.js. A fresh object each, since Taro merges into it.
mergeInternalComponents(
  Object.fromEntries(
    aria.components.map((component) => [
      component,
      Object.fromEntries(aria.attributes.map((name) => [name, ''])),
    ]),
  ),
)
