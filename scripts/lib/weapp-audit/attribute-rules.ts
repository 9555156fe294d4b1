import ts from 'typescript'
import aria from '../../../src/platform/aria.json'
import { nodesOf, placeOf, type Sources } from './sources'

const dashed = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** What config/aria-plugin.js adds to Taro's templates. */
const added = (tag: string, name: string) =>
  aria.attributes.includes(dashed(name)) && aria.components.includes(tag)

/** Attributes of built-in components that Taro's typings do not give WeChat. */
export function alienAttributes({ checker, files }: Sources): string[] {
  return files.flatMap((file) =>
    [...nodesOf(file)].flatMap((node) => {
      if (!ts.isJsxAttributes(node)) return []
      const type = checker.getContextualType(node)
      return node.properties.flatMap((attribute) => {
        if (!ts.isJsxAttribute(attribute)) return []
        const supported = type
          ?.getProperty(attribute.name.getText())
          ?.getJsDocTags(checker)
          .find((tag) => tag.name === 'supported')
          ?.text?.map((part) => part.text)
          .join('')
        const tag = node.parent.tagName.getText()
        if (!supported || supported.split(/[\s,]+/).includes('weapp')) return []
        if (added(tag, attribute.name.getText())) return []
        return [`${placeOf(attribute)}: <${tag} ${attribute.name.getText()}>`]
      })
    }),
  )
}
