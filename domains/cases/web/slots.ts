// Places on the case page and in the preview that other domains fill: clocks, conversation, facts at the side.
import type { Case, OpenCase } from '../contract/case.ts'

export interface CaseSlotProps { value: Case; /** In the preview of the desk: smaller, less. */ small?: boolean }

declare module '../../../web/screens.ts' {
  interface SlotProps {
    /** Below the views of the team on the desk: where leads go on to. */
    'desk.team': Record<never, never>
    /** The strip of all clocks, below the title. */
    'case.clocks': CaseSlotProps
    /** The conversation with its composer; fills the rest of the column. */
    'case.thread': CaseSlotProps
    /** All files of the conversation, in a tab at the right of the case page. */
    'case.files': CaseSlotProps
    /** Below owner and handler, at the right of the case page: why they have it. */
    'case.owner': CaseSlotProps
    /** Buttons in the head of the case page, before handing it over. */
    'case.acts': CaseSlotProps
    /** Work inside the case, below its checks: diagnosis, plans, remote sessions, visits. */
    'case.work': CaseSlotProps
    /** Portal: what the requester is asked to decide now, above everything else. */
    'portal.case.ask': CaseSlotProps
    /** Facts at the right of the case page. */
    'case.side': CaseSlotProps
    /** Portal: the next promise of a case, and the messages. */
    'portal.case.promise': CaseSlotProps
    'portal.case.messages': CaseSlotProps
    /** Portal: what a request with these facts would be promised; in a choice as its spans, below the button as a time. */
    'portal.submit.promise': { facts: Partial<OpenCase>; part: 'choice' | 'send' }
    /** Below the result: how long it took, and whether every promise was kept. */
    'portal.case.kept': CaseSlotProps
  }
}
