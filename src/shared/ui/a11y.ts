/** What a screen reader is told about a piece, in one vocabulary for both targets. */
export interface A11y {
  role?:
    | 'button'
    | 'link'
    | 'radio'
    | 'radiogroup'
    | 'checkbox'
    | 'switch'
    | 'tab'
    | 'tablist'
    | 'dialog'
    | 'alert'
    | 'status'
    | 'heading'
    | 'img'
    | 'list'
    | 'listitem'
    | 'progressbar'
    | 'textbox'
  label?: string
  checked?: boolean
  selected?: boolean
  disabled?: boolean
  hidden?: boolean
}

/** Attributes for a View or Text. */
export declare function a11y(facts: A11y): Record<string, unknown>

/** Attributes of something that is tapped: as `a11y`, and on H5 reachable and pressable by keyboard. */
export declare function pressable(onPress: (() => void) | undefined, facts: A11y): Record<string, unknown>
