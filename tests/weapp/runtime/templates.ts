import { readFileSync } from 'node:fs'
import path from 'node:path'

/** What Taro's base.wxml binds for a kind of node: its events, and where each attribute's value is in the data. */
export interface NodeTemplate {
  events: Map<string, 'bind' | 'catch'>
  /** attribute name → key in the node's data, e.g. placeholder → p8 */
  attributes: Map<string, string>
}

/**
 * Reads dist/weapp/base.wxml, so that the runtime fires exactly the events WeChat would deliver: a handler that
 * Taro registered but the template does not bind would never be called on a phone, and is not called here.
 */
export function readTemplates(dist: string): Map<string, NodeTemplate> {
  const source = readFileSync(path.join(dist, 'base.wxml'), 'utf8')
  const templates = new Map<string, NodeTemplate>()
  const blocks = source.matchAll(
    /<template name="tmpl_0_([^"]+)">([\s\S]*?)<\/template>\s*(?=<template name|<wxs|$)/g,
  )
  for (const [, name, body] of blocks) {
    const own = body.split('<template')[0]
    const template: NodeTemplate = { events: new Map(), attributes: new Map() }
    for (const [, how, event] of own.matchAll(/(bind|catch)([a-z]+)="eh"/g)) {
      template.events.set(event, how as 'bind' | 'catch')
    }
    for (const [, attribute, key] of own.matchAll(/([\w-]+)="\{\{(?:xs\.b\()?i\.(\w+)/g)) {
      template.attributes.set(attribute, key)
    }
    templates.set(name, template)
    // An input has two templates, by focus; its node is named without the ending.
    if (name.endsWith('_blur')) templates.set(name.slice(0, -5), template)
  }
  return templates
}
