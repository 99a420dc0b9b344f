// Dialog and drawer on the browser's own <dialog>: it traps focus, restores it, and closes on Escape.
import { X } from 'lucide-react'
import { useId, useLayoutEffect, useRef, type ReactNode } from 'react'
import { useT } from '../i18n/i18n.ts'
import './overlay.css'

export interface DialogProps {
  open: boolean
  onClose: () => void
  title: ReactNode
  children: ReactNode
  /** Buttons; the one that does it stands last. */
  footer?: ReactNode
  width?: number
}

/** The <dialog> fills the window without a box of its own, so that pop-ups of fields inside it are not cut off. */
export function useModal(open: boolean) {
  const ref = useRef<HTMLDialogElement>(null)
  // As a layout effect, so that it closes before it leaves the page: only then the focus goes back to where it was.
  useLayoutEffect(() => {
    const dialog = ref.current
    if (!open || !dialog) return
    dialog.showModal()
    return () => dialog.close()
  }, [open])
  return ref
}

function Modal({ open, onClose, title, children, footer, width, look }: DialogProps & { look: 'dialog' | 'drawer' }) {
  const t = useT(), titleId = useId(), ref = useModal(open)
  return (
    <dialog ref={ref} className={`modal ${look}`} aria-labelledby={titleId} onCancel={(event) => { event.preventDefault(); onClose() }} onClose={() => { if (open) onClose() }}
      onMouseDown={(event) => { if (event.target === event.currentTarget) onClose() }}>
      {open && (
        <div className="modal-box" style={width ? { width } : undefined}>
          <div className="modal-h"><h2 id={titleId}>{title}</h2><span className="sp" /><button type="button" className="ib" aria-label={t('web.close')} onClick={onClose}><X size={16} /></button></div>
          <div className="modal-b">{children}</div>
          {footer && <div className="modal-f">{footer}</div>}
        </div>
      )}
    </dialog>
  )
}

export const Dialog = (props: DialogProps) => <Modal {...props} look="dialog" />
/** From the right edge; on a phone the whole screen. */
export const Drawer = (props: DialogProps) => <Modal {...props} look="drawer" />
