import { View } from '@tarojs/components'
import { useState } from 'react'
import { MendCard } from '@/features/applications/components/MendCard'
import { earlierFiles, type Mend } from '@/features/applications/correction'
import { FilesSheet } from '@/features/materials/components/FilesSheet'
import { MaterialRow } from '@/features/materials/components/MaterialRow'
import { SampleSheet } from '@/features/materials/components/SampleSheet'
import { roomFor, typesWords } from '@/features/materials/model'
import type { Materials } from '@/features/materials/use-materials'
import { type MediaSource, mediaSources } from '@/platform/media'
import type { ApplicationMaterial, FileRef } from '@/shared/contract'
import { Btn } from '@/shared/ui/Btn'
import { Link } from '@/shared/ui/Link'
import { Note } from '@/shared/ui/Note'
import { SourceSheet } from '@/shared/ui/SourceSheet'

interface Props {
  mend: Mend
  material: ApplicationMaterial
  at: number
  materials: Materials
  /** The first one that is open: it has the main button. */
  next: boolean
}

type Open = 'source' | 'files' | 'earlier' | 'sample' | null

/** A material to mend: what was sent, the sample, and the new file. */
export function MendMaterial({ mend, material, at, materials, next }: Props) {
  const [open, setOpen] = useState<Open>(null)
  const [replaces, setReplaces] = useState<FileRef | null>(null)
  // Until the first new file is there, what was told to be wrong stands in its place and counts for nothing.
  const fresh = mend.done ? material : { ...material, files: [] }
  const earlier = earlierFiles(mend)
  const sending = materials.tasks.some((task) => task.slot === material.key)
  const refused = materials.refused?.key === material.key ? materials.refused.reasons : []
  const close = () => setOpen(null)
  const choose = (file: FileRef | null) => {
    setReplaces(file)
    setOpen('source')
  }
  const pick = (source: MediaSource) => void materials.choose(fresh, source, replaces)

  return (
    <MendCard mend={mend} at={at} word={sending ? '正在传' : undefined}>
      <View className="row wrap g24">
        {(material.sample_points.length > 0 || material.how_to) && (
          <Link icon="eye" onClick={() => setOpen('sample')} label={`看${material.name}的样表`}>
            看样表
          </Link>
        )}
        {earlier.length > 0 && (
          <Link icon="image" onClick={() => setOpen('earlier')} label={`看上次交的${material.name}`}>
            上次交的
          </Link>
        )}
      </View>
      {mend.done || sending ? (
        <MaterialRow
          material={fresh}
          materials={materials}
          next={false}
          onUpload={() => choose(null)}
          onView={() => setOpen('files')}
          onSample={() => setOpen('sample')}
        />
      ) : (
        <>
          <Btn
            kind={next ? 'main' : 'line'}
            icon="camera"
            block
            className="mt4"
            onClick={() => choose(null)}
            label={`重新传${material.name}`}
          >
            重新传{material.name}
          </Btn>
          {refused.map((reason) => (
            <Note key={reason} tone="late" alert>
              {reason}
            </Note>
          ))}
        </>
      )}
      <SourceSheet
        open={open === 'source'}
        title={`重新传「${material.name}」`}
        sources={mediaSources}
        note={`收 ${typesWords(material)}，单件最大 20 MB`}
        onPick={pick}
        onClose={close}
      />
      <FilesSheet
        material={open === 'files' ? material : null}
        removing={materials.removing}
        room={roomFor(material, materials.tasks)}
        onAdd={() => choose(null)}
        onReplace={choose}
        onRemove={materials.remove}
        onClose={close}
      />
      <FilesSheet
        material={open === 'earlier' ? { ...material, files: earlier } : null}
        readOnly
        onClose={close}
      />
      <SampleSheet material={open === 'sample' ? material : null} onClose={close} />
    </MendCard>
  )
}
