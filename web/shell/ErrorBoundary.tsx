// A page that breaks says so in its place; the frame around it keeps working.
import { Component, type ReactNode } from 'react'
import { StateBox } from '../design/States.tsx'
import { Button } from '../design/Button.tsx'
import { TriangleAlert } from 'lucide-react'
import { currentWords } from '../i18n/i18n.ts'

interface Props { children: ReactNode; /** Changes when the reader goes elsewhere; clears the error. */ resetKey?: string; small?: boolean }

interface State { broken: boolean; resetKey: string | undefined }

export class ErrorBoundary extends Component<Props, State> {
  override state: State = { broken: false, resetKey: this.props.resetKey }

  static getDerivedStateFromError(): Partial<State> { return { broken: true } }

  static getDerivedStateFromProps(props: Props, state: State): State | null {
    return props.resetKey === state.resetKey ? null : { broken: false, resetKey: props.resetKey }
  }

  override render() {
    if (!this.state.broken) return this.props.children
    const { t } = currentWords()
    if (this.props.small) return <span className="sm bad">{t('web.error.part')}</span>
    const actions = <><Button kind="primary" size="small" onClick={() => this.setState({ broken: false })}>{t('web.retry')}</Button><Button size="small" onClick={() => location.reload()}>{t('web.reload')}</Button></>
    return <StateBox role="alert" icon={<TriangleAlert size={24} className="bad" />} title={t('web.error.unexpected.title')} text={t('web.error.unexpected.detail')} actions={actions} />
  }
}
