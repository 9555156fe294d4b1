import { Component, type ReactNode } from 'react'
import { tellFault } from '../faults'
import { ErrorState } from './ErrorState'

interface State {
  error: unknown
}

/** A fault in one page does not take the app with it: the page says so and can be opened again. */
export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { error: null }

  static getDerivedStateFromError(error: unknown): State {
    return { error }
  }

  override componentDidCatch(error: unknown): void {
    tellFault('render', error)
  }

  override render() {
    if (this.state.error === null) return this.props.children
    return (
      <ErrorState
        error={this.state.error}
        safe="这一页没打开，你的办件没有问题"
        onRetry={() => this.setState({ error: null })}
      />
    )
  }
}
