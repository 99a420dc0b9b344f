// Loads a page or a slot fill, with antd around it where it asks for that.
import type { ComponentType } from 'react'

export async function loadPart<Props extends object>(load: () => Promise<ComponentType<Props>>, antd: boolean | undefined): Promise<{ default: ComponentType<Props> }> {
  const [Part, around] = await Promise.all([load(), antd ? import('../design/AntdRoot.tsx') : null])
  return { default: around ? around.withAntd(Part) : Part }
}
