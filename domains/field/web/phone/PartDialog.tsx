// A part that was used: from the van by choice, or by its number; with its serial number where it has one.
import { useState } from 'react'
import { Button } from '../../../../web/design/Button.tsx'
import { Dialog } from '../../../../web/design/Dialog.tsx'
import { useT } from '../../../../web/i18n/i18n.ts'
import type { StockItem, WorkOrder } from '../../contract/order.ts'
import { act } from './field-store.ts'
import { ScanField } from './ScanField.tsx'

export function PartDialog({ order, stock, onClose }: { order: WorkOrder; stock: readonly StockItem[]; onClose: () => void }) {
  const t = useT(), [partNo, setPartNo] = useState(''), [name, setName] = useState(''), [serial, setSerial] = useState(''), [quantity, setQuantity] = useState(1)
  const known = stock.find((s) => s.partNo === partNo.trim()), called = known?.name ?? name.trim(), ready = partNo.trim() !== '' && called !== ''
  const add = () => { if (!ready) return; void act(order.id, 'part', { partNo: partNo.trim(), name: called, quantity, ...(serial.trim() ? { serial: serial.trim() } : {}) }); onClose() }
  return (
    <Dialog open onClose={onClose} title={t('field.part.title')} footer={<><Button size="large" onClick={onClose}>{t('web.cancel')}</Button><Button size="large" kind="primary" disabled={!ready} onClick={add}>{t('field.part.take')}</Button></>}>
      <div className="col" data-density="touch">
        {stock.some((s) => s.quantity > 0) && <div className="fd-acts wrap" role="group" aria-label={t('field.part.van')}>{stock.filter((s) => s.quantity > 0).map((s) => <Button key={s.partNo} aria-pressed={s.partNo === partNo} kind={s.partNo === partNo ? 'primary' : 'plain'} onClick={() => { setPartNo(s.partNo); setName(s.name) }}>{s.name} ×{s.quantity}</Button>)}</div>}
        <ScanField label={t('field.part.no')} value={partNo} onChange={setPartNo} />
        {!known && <label className="ff"><span className="ff-label">{t('field.part.name')}</span><input className="field" value={name} onChange={(event) => setName(event.target.value)} /></label>}
        <ScanField label={t('field.part.serial')} value={serial} onChange={setSerial} />
        <label className="ff"><span className="ff-label">{t('field.part.quantity')}</span><input className="field" type="number" inputMode="numeric" min={1} max={1000} value={quantity} onChange={(event) => setQuantity(Math.max(1, Math.min(1000, Number(event.target.value) || 1)))} /></label>
      </div>
    </Dialog>
  )
}
