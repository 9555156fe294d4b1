import { View } from '@tarojs/components'
import { useState } from 'react'
import { type MediaSource, mediaSources } from '@/platform/media'
import type { ApplicationDetail, ApplicationMaterial, FileRef } from '@/shared/contract'
import { Card } from '@/shared/ui/Card'
import { SourceSheet } from '@/shared/ui/SourceSheet'
import { roomFor, typesWords } from '../model'
import { type Materials, useMaterials } from '../use-materials'
import { FilesSheet } from './FilesSheet'
import { MaterialRow } from './MaterialRow'
import { SampleSheet } from './SampleSheet'

type Open =
  | { sheet: 'source'; key: string; replaces: FileRef | null }
  | { sheet: 'files' | 'sample'; key: string }

interface Props {
  application: Pick<ApplicationDetail, 'id' | 'enterprise_id'>
  /** Those that the person brings. */
  list: ApplicationMaterial[]
}

/** The materials of an application with everything one can do to their files. */
export function MaterialList({ application, list }: Props) {
  const materials = useMaterials(application)
  const [open, setOpen] = useState<Open | null>(null)
  const of = (sheet: Open['sheet']) =>
    open?.sheet === sheet ? (list.find((each) => each.key === open.key) ?? null) : null
  const next = nextMissing(list, materials)
  const source = of('source')
  const files = of('files')

  const pick = (from: MediaSource) => {
    if (source) void materials.choose(source, from, open?.sheet === 'source' ? open.replaces : null)
    setOpen(null)
  }
  return (
    <>
      <Card flush>
        {list.map((material) => (
          <MaterialRow
            key={material.key}
            material={material}
            materials={materials}
            next={material.key === next}
            onUpload={() => setOpen({ sheet: 'source', key: material.key, replaces: null })}
            onView={() => setOpen({ sheet: 'files', key: material.key })}
            onSample={() => setOpen({ sheet: 'sample', key: material.key })}
          />
        ))}
      </Card>
      <SourceSheet
        open={source !== null}
        title={source ? `上传「${source.name}」` : ''}
        sources={mediaSources}
        note={source && <View className="t15 c2">{`收 ${typesWords(source)}，单件最大 20 MB`}</View>}
        onPick={pick}
        onClose={() => setOpen(null)}
      />
      <FilesSheet
        material={files}
        removing={materials.removing}
        room={files ? roomFor(files, materials.tasks) : 0}
        onAdd={() => files && setOpen({ sheet: 'source', key: files.key, replaces: null })}
        onReplace={(file) => files && setOpen({ sheet: 'source', key: files.key, replaces: file })}
        onRemove={materials.remove}
        onClose={() => setOpen(null)}
      />
      <SampleSheet material={of('sample')} onClose={() => setOpen(null)} />
    </>
  )
}

/** The first required one with nothing there and nothing on its way. */
function nextMissing(list: ApplicationMaterial[], materials: Materials): string | null {
  const missing = list.find(
    (material) =>
      material.required &&
      material.files.length === 0 &&
      !materials.tasks.some((task) => task.slot === material.key),
  )
  return missing?.key ?? null
}
